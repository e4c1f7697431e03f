import uuid

from django.utils import timezone

from bootcamp.benchmarks import actions as benchmarks
from bootcamp.benchmarks.known import KNOWN
from bootcamp.facts.models import Delivery, FactsPaper
from tests.access import EDITORS, a_file, everyone, only

READERS = ("directeur", "hr", "bestuur", *EDITORS)
LEADERS = ("directeur", "directeur_elders", "hr", "hr_elders", "bestuur", "bestuur_elders")


def school(cast):
    return {"school_id": cast.school.pk}


def board(cast):
    return {"board_id": cast.board.pk}


def a_paper(cast):
    FactsPaper.objects.create(school=cast.school, made_of="x", made_at=timezone.now(), content=b"%PDF-1.7")
    return school(cast)


def a_delivery(cast):
    delivery = Delivery.objects.create(key=uuid.uuid4(), uploaded_at=timezone.now(), uploaded_by=cast["hpp"])
    return {"delivery_id": delivery.pk}


def a_benchmark(cast):
    fields = {**KNOWN[0], "valid_until": timezone.localdate()}
    return {"benchmark_id": benchmarks.propose(by=cast["hpp"], now=timezone.now(), **fields).pk}


def for_hpp(status=200, arguments=lambda cast: {}):
    return only(*EDITORS, status=status, arguments=arguments)


def facts_list():
    """One school: straight to it; for who leads more, or HPP, a list."""
    row = only(*LEADERS, *EDITORS)
    straight = {"directeur": 302, "directeur_elders": 302, "hr": 302, "hr_elders": 302, "bestuur": 302}
    return type(row)({**row.expected, **straight, "bestuur_elders": 302}, row.arguments)


ROWS = {
    "bootcamp:facts_list": facts_list(),
    "bootcamp:facts": only(*READERS, arguments=school),
    "bootcamp:board_facts": only("hr", "bestuur", *EDITORS, arguments=board),
    "bootcamp:facts_own": only("directeur", arguments=school),
    "bootcamp:facts_into_plan": only("directeur", arguments=school),
    "bootcamp:facts_paper": only(*READERS, arguments=school),
    "bootcamp:facts_paper_file": a_file(only(*READERS, arguments=a_paper)),
    "bootcamp:deliveries": for_hpp(),
    "bootcamp:delivery_new": for_hpp(),
    "bootcamp:delivery": for_hpp(arguments=a_delivery),
    "bootcamp:delivery_use": for_hpp(405, a_delivery),
    "bootcamp:delivery_discard": for_hpp(405, a_delivery),
    "bootcamp:delivery_undo": for_hpp(405, a_delivery),
    "bootcamp:figures": everyone(),
    "bootcamp:benchmarks": for_hpp(),
    "bootcamp:benchmark_new": for_hpp(),
    "bootcamp:benchmarks_known": for_hpp(405),
    "bootcamp:benchmark": for_hpp(arguments=a_benchmark),
    "bootcamp:benchmark_release": for_hpp(405, a_benchmark),
    "bootcamp:benchmark_withdrawal": for_hpp(405, a_benchmark),
}
