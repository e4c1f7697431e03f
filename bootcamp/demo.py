"""Invented bootcamps for trying the portal: one that's open, one that's full, one on its way, one in a single day."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from bootcamp.exchange import demo as exchange_demo
from bootcamp.experts import demo as experts_demo
from bootcamp.following import demo as following_demo
from bootcamp.models import Bootcamp, Enrolment
from bootcamp.plan import demo as plan_demo
from bootcamp.running import demo as running_demo
from portal.goals import Goal
from portal.models import Role, School, User

SIX = [
    (
        "Waar staan we?",
        "de cijfers van je school",
        Goal.FACTS,
        "Je kent de cijfers van je eigen school: wie werkt hoeveel uren, en waar zit ruimte.",
        "Vraag bij HR op hoeveel uren iedereen werkt, 15 minuten\nLees het infopakket voor schoolleiders, 10 minuten",
        "Verzamel de cijfers die je nog mist en praat met twee collega's over hun uren.",
    ),
    (
        "Wat houdt ons tegen?",
        "vier bekende drempels",
        Goal.TEACHERS,
        "Je weet welke van de vier drempels op jouw school het zwaarst wegen.",
        "Vul je cijfers aan, 15 minuten\nSchrijf op wat collega's zeggen als het over meer uren gaat",
        "Vraag vijf collega's wat meer uren voor hen mogelijk maakt.",
    ),
    (
        "Neem je team mee",
        "praten over meer uren",
        Goal.TEACHERS,
        "Je hebt een dialoogsessie van 45 minuten klaar die past bij jouw team.",
        "Lees het infopakket voor leerkrachten, 10 minuten\nKies wie de dialoogsessie leidt, 5 minuten",
        "Houd de dialoogsessie met je team.",
    ),
    (
        "Het Goede Gesprek",
        "één op één, over wensen",
        Goal.RESULTS,
        "Je hebt een Goed Gesprek geoefend en weet met wie je het als eerste voert.",
        "Lees de vragen voor het Goede Gesprek, 10 minuten\nBedenk met wie je begint",
        "Voer drie Goede Gesprekken.",
    ),
    (
        "Oplossingen zoeken",
        "ruimte in het rooster",
        Goal.RESULTS,
        "Je weet hoe je team zelf ruimte vindt in rooster, taken en begintijden.",
        "Neem je rooster mee\nSchrijf op wat de gesprekken opleverden",
        "Houd een Teamsessie Oplossingen.",
    ),
    (
        "Houd het vast",
        "een plek in je jaarkring",
        Goal.SECURE,
        "Je plan staat op één pagina, met een naam bij elke actie en een plek in de jaarkring.",
        "Maak je plan af\nVraag je bestuur welke kaders er zijn",
        "Hang het plan in de teamkamer en bespreek het na drie maanden opnieuw.",
    ),
]
AGENDA = """15.00 Hoe ging het op school?
15.30 Wat werkt, met voorbeelden
16.00 Aan de slag voor je eigen school
16.45 Wat doe je deze maand?"""
AGENDA_OF_THE_DAY = """9.30 Welkom, en de cijfers van je school
11.00 Vier drempels: welke herken je?
12.30 Lunch
13.15 Oefenen: het Goede Gesprek
14.30 Je plan op één pagina
15.45 Wat doe je morgen?"""
AGENDA_OF_THE_RETURN = """9.30 Wat lukte, en wat niet?
10.30 Je plan bijstellen
11.45 Een vaste plek in je jaarkring"""
DESCRIPTION = (
    "In zes online werksessies maak je met andere schoolleiders een plan om meer uren mogelijk te maken.\n\n"
    "Je begint bij de cijfers van je eigen school. Je oefent het gesprek met je team en met losse collega's. "
    "Aan het eind staat je plan op één pagina, klaar om op te hangen in de teamkamer."
)
IN_A_DAY = (
    "In één dag maak je de kern van je plan. Twee maanden later kom je een ochtend terug en deel je wat er lukte."
)
# From and until, as (month, day): no sessions then.
HOLIDAYS = [((12, 19), (12, 31)), ((1, 1), (1, 5)), ((7, 10), (8, 31))]
TUESDAY, THURSDAY, FRIDAY = 1, 3, 4


def load(*, now):
    """Dates count from today, so that there's always one to enrol in and one on its way."""
    today = timezone.localdate(now)
    upcoming = _six("groep Midden", today=today, start=_next(today + timedelta(days=45), THURSDAY), seats=12, weeks=3)
    # Out of the holidays backwards: this one has begun, whatever the season.
    began = _next(today - timedelta(days=50), TUESDAY, past_holidays=timedelta(weeks=-1))
    running = _six("groep Zuid", today=today, start=began, seats=10, weeks=4)
    _in_a_day("Bootcamp in een Dag", today=today, day=_next(today + timedelta(days=70), FRIDAY))
    _take_seats(upcoming, ["91AB", "91AC", "92AA", "92AB", "92AC", "90AB", "90AC"], now - timedelta(days=4))
    full = _six("groep West", today=today, start=_next(today + timedelta(days=52), TUESDAY), seats=3, weeks=3)
    _take_seats(full, ["91AB", "92AA", "92AB"], now - timedelta(days=5))
    _wait_for_a_seat(full, ["90AC", "91AC"], now - timedelta(days=3))
    _take_seats(running, ["91AA", "90AB", "92AA"], now - timedelta(days=80))
    plan_demo.load(now=now)
    exchange_demo.load(now=now)
    running_demo.load(now=now)
    following_demo.load(now=now)
    experts_demo.load(now=now)


def _next(day, weekday, *, past_holidays=timedelta(weeks=1)):
    """The first such weekday on or after the day; in holidays the one after them, or before. Monday is 0."""
    found = day + timedelta(days=(weekday - day.weekday()) % 7)
    while any(first <= (found.month, found.day) <= last for first, last in HOLIDAYS):
        found += past_holidays
    return found


def _season(day):
    return f"Voorjaar {day.year}" if day.month < 7 else f"Najaar {day.year}"


def _at(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _bootcamp(title, *, today, start, seats, kind, description, place):
    bootcamp = Bootcamp.objects.create(
        title=title,
        kind=kind,
        description=description,
        seats=seats,
        seats_per_board=3,
        enrolment_opens=min(start, today) - timedelta(days=60),
        enrolment_closes=start - timedelta(days=7),
        starts_on=start,
        place=place,
        is_published=True,
    )
    bootcamp.led_by.set(User.objects.filter(role=Role.HPP, is_superuser=False))
    return bootcamp


def _six(group, *, today, start, seats, weeks):
    bootcamp = _bootcamp(
        f"{_season(start)}, {group}",
        today=today,
        start=start,
        seats=seats,
        kind=Bootcamp.Kind.SIX,
        description=DESCRIPTION,
        place="online",
    )
    day = start
    for number, (name, subtitle, goal, outcome, preparation, follow_up) in enumerate(SIX, 1):
        bootcamp.work_sessions.create(
            number=number,
            title=name,
            subtitle=subtitle,
            goal=goal,
            starts_at=_at(day, 15),
            ends_at=_at(day, 17),
            join_link="https://vergaderen.example/bootcamp",
            outcome=outcome,
            preparation=preparation,
            agenda=AGENDA,
            follow_up=follow_up,
        )
        day = _next(day + timedelta(weeks=weeks), day.weekday())
    return bootcamp


def _in_a_day(title, *, today, day):
    bootcamp = _bootcamp(
        title,
        today=today,
        start=day,
        seats=9,
        kind=Bootcamp.Kind.DAY,
        description=IN_A_DAY,
        place="Utrecht",
    )
    back = _next(day + timedelta(weeks=9), FRIDAY)
    bootcamp.work_sessions.create(
        number=1,
        title="De bootcamp",
        subtitle="de kern van je plan",
        goal=Goal.FACTS,
        starts_at=_at(day, 9, 30),
        ends_at=_at(day, 16),
        outcome="De kern van je plan staat op papier en je weet wat je morgen doet.",
        preparation="Vraag bij HR op hoeveel uren iedereen in je team werkt\nLees het infopakket voor schoolleiders",
        agenda=AGENDA_OF_THE_DAY,
        follow_up="Voer je eerste actie uit en houd bij wat het oplevert.",
    )
    bootcamp.work_sessions.create(
        number=2,
        title="De terugkomochtend",
        subtitle="wat lukte er?",
        goal=Goal.SECURE,
        starts_at=_at(back, 9, 30),
        ends_at=_at(back, 12, 30),
        outcome="Je plan is bijgesteld en heeft een plek in je jaarkring.",
        preparation="Schrijf op wat lukte en wat niet",
        agenda=AGENDA_OF_THE_RETURN,
    )
    return bootcamp


def _take_seats(bootcamp, brins, moment):
    for school in School.objects.filter(brin__in=brins).order_by("brin"):
        director = school.people.get(role=Role.DIRECTOR)
        enrolment = Enrolment.objects.create(bootcamp=bootcamp, school=school, enrolled_by=director, enrolled_at=moment)
        enrolment.participations.create(user=director, proof_sent_at=moment)


def _wait_for_a_seat(bootcamp, brins, moment):
    for school in School.objects.filter(brin__in=brins).order_by("brin"):
        director = school.people.get(role=Role.DIRECTOR)
        bootcamp.applications.create(school=school, asked_by=director, asked_at=moment)
        moment += timedelta(hours=3)
