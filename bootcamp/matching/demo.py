"""An invented round of the first board of the demo. The worker makes its proposals as soon as it runs."""

from datetime import timedelta

from django.utils import timezone

from bootcamp.matching import actions
from bootcamp.matching.models import FormationRound, HoursWish, OpenPlace
from bootcamp.matching.solver import halves
from portal.people import access
from portal.people.models import Board, School, User

POSTCODES = {"90AA": "3811 AB", "90AB": "3812 AB", "90AC": "3831 AB"}
LESS = {"less_too": True}
WISHES = [
    (*("90AA", "Roos Meijer", "more", "mao mam dio dim woo wom", "doo vro", "schools", "board"), {"max_km": 5, **LESS}),
    (*("90AA", "Daan Visser", "more", "mao mam dio", "vrm", "hr", "school"), {"requires": ["opvang"], **LESS}),
    (
        *("90AA", "Ilse de Boer", "fewer", "mao mam dio dim woo wom doo dom", "", "director", "school"),
        {"teaches": ["5"]},
    ),
    (*("90AB", "Kim Bos", "more", "mao mam dio dim", "doo dom", "schools", "board"), {"teaches": ["5"]}),
    (*("90AB", "Lies Peters", "more", "mao mam", "woo wom", "hr", "school"), {"others_too": True, **LESS}),
    (*("90AB", "Youssef Amrani", "other", "woo wom doo", "mao", "hr", "board"), {}),
    (*("90AC", "Anne Dijkstra", "more", "dio dim doo dom", "mao", "hr", "school"), {"earliest": "09:00", **LESS}),
    (*("90AC", "Petra Kok", "more", "mao mam", "vro vrm", "director", "school"), {"term": "only", **LESS}),
]
GIVEN = {"Ilse de Boer": "doo dom", "Youssef Amrani": "woo"}
PLACES = [
    ("90AA", "vacancy", "doo vro", "6", {"partner": "Marit"}),
    ("90AB", "vacancy", "mao dio woo doo vro", "1", {"split": "whole"}),
    ("90AB", "replacement", "woo wom", "3", {"term": "temporary"}),
    ("90AC", "project", "mao", "8", {}),
    ("90AC", "freed", "vro vrm", "2", {}),
]


def load(*, now):
    today = timezone.localdate(now)
    board = Board.objects.get(schools__brin="90AA")
    hr = User.objects.filter(access.leaders_from_board(), board=board).order_by("pk").first()
    for brin, postcode in POSTCODES.items():
        School.objects.filter(brin=brin).update(postcode=postcode)
    schools = {school.brin: school for school in School.objects.filter(brin__in=POSTCODES)}
    for brin, name, kind, own, chosen, seen_by, where, more in WISHES:
        HoursWish.objects.create(
            school=schools[brin],
            name=name,
            kind=kind,
            own=_bits(own),
            chosen=_bits(chosen),
            give=_bits(GIVEN.get(name, "")),
            seen_by=seen_by,
            where=where,
            until=today + timedelta(days=200),
            agreed_on=today,
            changed_at=now,
            **more,
        )
    formation = FormationRound(
        title="Formatieronde voor volgend schooljaar",
        board=board,
        wishes_until=today - timedelta(days=14),
        places_until=today - timedelta(days=1),
        talks_until=today + timedelta(days=60),
    )
    actions.begin(formation, others=[], by=hr, now=now - timedelta(days=40))
    for brin, kind, open_on, group, more in PLACES:
        starts = today + timedelta(days=240)
        place = OpenPlace(round=formation, school=schools[brin], kind=kind, group=group, starts=starts, **more)
        place.halves, place.entered_at = _bits(open_on), now
        place.save()
    actions.close(formation)
    actions.propose(formation, now=now)


def _bits(words):
    return halves.mask(words.split())
