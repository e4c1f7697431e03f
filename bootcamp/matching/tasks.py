from django.utils import timezone

from bootcamp.matching import proposing
from bootcamp.matching.kinds import EXPLAIN, PROPOSE, WEIGH
from portal.jobs import queue


@queue.handler(PROPOSE, attempts=5, label="voorstellen van een formatieronde")
def propose(*, round_id):
    now = timezone.now()
    proposing.propose(round_id, now=now, today=timezone.localdate(now))


@queue.handler(EXPLAIN, attempts=3, label="redenen van een formatieronde")
def explain(*, round_id):
    proposing.explain(round_id, today=timezone.localdate())


@queue.handler(WEIGH, attempts=3, label="een wijziging in een formatieronde")
def weigh(*, move_id):
    proposing.weigh(move_id, today=timezone.localdate())
