"""Invented experts, and what schools asked of them: open, waiting for a yes, planned, held."""

from datetime import timedelta

from django.utils import timezone

from bootcamp.experts import actions, profiles
from bootcamp.seats.models import Seat
from portal.people.access import Role
from portal.people.models import User

NEW = [
    ("expert.gesprek@voorbeeld.example", "Dirk", "Verhoeven"),
    ("expert.communicatie@voorbeeld.example", "Amal", "el Khatib"),
]
PROFILES = {
    "expert@voorbeeld.example": {
        "about": "Ik begeleid teams in het onderwijs, al twintig jaar.",
        "own_words": "Gesprekken waar iedereen aan het woord komt, ook wie nooit iets zegt.",
        "organisation": "Bureau Samenspraak",
        "availability": "op dinsdag en donderdag",
        "skills": ["gespreksleider", "gesprek", "verandering"],
        "regions": ["gelderland", "utrecht"],
        "works_online": True,
    },
    "expert.gesprek@voorbeeld.example": {
        "about": "Oud-directeur van een basisschool met veel parttimers.",
        "own_words": "Roosters waarin een derde of vierde dag wél past.",
        "organisation": "Verhoeven Advies",
        "availability": "elke ochtend, niet in de vakanties",
        "skills": ["rooster", "cijfers"],
        "regions": ["zuid-holland", "noord-holland", "utrecht"],
        "works_online": True,
    },
    "expert.communicatie@voorbeeld.example": {
        "about": "Ik maak moeilijke boodschappen kort en vriendelijk.",
        "own_words": "Brieven aan ouders, en wat je zegt in de teamkamer.",
        "organisation": "Tekst & Team",
        "availability": "vanaf februari weer volop",
        "skills": ["communicatie"],
        "regions": [],
        "works_online": True,
        "has_room": False,
    },
    "beheer@voorbeeld.example": {
        "about": "Ik leid bootcamps bij HPP en denk graag mee over cao en contract.",
        "own_words": "",
        "organisation": "Het Potentieel Pakken",
        "availability": "op afspraak",
        "skills": ["regels", "verandering"],
        "regions": ["utrecht"],
        "works_online": True,
    },
}


def load(*, now):
    """What happened is some days old, so that no mail goes about it."""
    for email, first_name, last_name in NEW:
        User.objects.create_user(email, first_name=first_name, last_name=last_name, role=Role.EXPERT)
    for email, profile in PROFILES.items():
        fields = {"has_room": True, "is_shown": True, **profile}
        profiles.keep(user=User.objects.get(email=email), now=now - timedelta(days=60), **fields)
    _ask(now)


def _ask(now):
    today = timezone.localdate(now)
    noor, dirk = (User.objects.get(email=email) for email in list(PROFILES)[:2])
    began = {seat.school.brin: seat for seat in _seats(today)}
    waterlelie, kraalnest, zonnewijzer = began["91AA"], began["90AB"], began["92AA"]
    # Planned, for a director whom one can be in the demo.
    one = _asked(waterlelie, "gespreksleider", "Wie leidt de dialoogsessie met ons hele team?", now - timedelta(days=9))
    actions.pick_up(request_id=one.pk, by=noor, now=now - timedelta(days=8))
    _yes(one, noor, waterlelie, now - timedelta(days=7))
    planned = {"planned_on": _weekday(today + timedelta(days=12)), "planned_how": "14.30 uur, link volgt per mail"}
    actions.plan(request_id=one.pk, by=noor, now=now - timedelta(days=6), **planned)
    # Waiting for a yes.
    two = _asked(
        waterlelie,
        "rooster",
        "Kijkt iemand mee hoe twee collega's een vierde dag kunnen krijgen?",
        now - timedelta(days=3),
    )
    actions.pick_up(request_id=two.pk, by=dirk, now=now - timedelta(days=2))
    # Open, and it fits the expert whom one can be in the demo.
    _asked(
        kraalnest,
        "gesprek",
        "We willen het Goede Gesprek een keer oefenen met drie collega's.",
        now - timedelta(days=4),
    )
    # Held and looked back on.
    done = _asked(
        zonnewijzer, "verandering", "Het team is moe van alle plannen. Hoe brengen we dit?", now - timedelta(days=40)
    )
    actions.pick_up(request_id=done.pk, by=noor, now=now - timedelta(days=39))
    _yes(done, noor, zonnewijzer, now - timedelta(days=38))
    held_on = _weekday(today - timedelta(days=25))
    actions.plan(request_id=done.pk, planned_on=held_on, planned_how="", by=noor, now=now - timedelta(days=37))
    actions.report(
        request_id=done.pk,
        report="We begonnen met wat er al goed gaat. Het team koos zelf één ding om te proberen: vaste dagen.",
        by=noor,
        now=now - timedelta(days=20),
    )
    actions.look_back(
        request_id=done.pk,
        helped="ja",
        differently="Een week eerder beginnen, dan kan iedereen erbij zijn.",
        by=zonnewijzer.enrolled_by,
        now=now - timedelta(days=18),
    )


def _seats(today):
    running = Seat.objects.active().filter(bootcamp__starts_on__lt=today)
    return running.select_related("school", "bootcamp", "enrolled_by")


def _asked(seat, skill, question, moment):
    day = timezone.localdate(moment)
    return actions.ask(
        seat=seat,
        by=seat.enrolled_by,
        skill=skill,
        question=question,
        wanted_from=day + timedelta(days=10),
        wanted_until=day + timedelta(days=35),
        place="online",
        now=moment,
    )


def _yes(asked, expert, seat, moment):
    actions.say_yes(request_id=asked.pk, expert_id=expert.pk, by=seat.enrolled_by, now=moment)


def _weekday(day):
    return day + timedelta(days=max(0, 7 - day.isoweekday() + 1) if day.isoweekday() > 5 else 0)
