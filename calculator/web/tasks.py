import logging

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from calculator.web import example_papers, exports, posters
from portal.jobs import queue
from portal.jobs.lanes import Lane
from portal.jobs.messages import TaskMessage

log = logging.getLogger(__name__)


# The message holds the key, so it's gone as soon as a worker has it; a lost job is asked for again by its page.
@shared_task(
    base=TaskMessage,
    acks_late=False,
    reject_on_worker_lost=False,
    soft_time_limit=60,
    time_limit=90,
    expires=exports.PATIENCE.total_seconds(),
)
def make_export(*, ticket):
    from calculator.web import paper

    try:
        paper.make(exports.Ticket(ticket), now=timezone.now())
    except Exception as error:
        # The kind of error only: its message could hold what someone typed.
        log.error("A PDF of the calculator failed: %s", type(error).__name__)
        exports.mark(exports.Ticket(ticket), exports.State.FAILED, now=timezone.now())


@shared_task(expires=30)
def sweep_exports():
    """Also tells the web pages that a worker is there."""
    exports.sign_of_life(now=timezone.now())
    exports.sweep(now=timezone.now())


@worker_ready.connect
def say_that_i_am_here(**kwargs):
    sweep_exports.delay()


@queue.handler(posters.KIND, lane=Lane.PAPERS, attempts=3, label="poster als pdf")
def make_poster(*, school_id, scale):
    posters.make(school_id, scale, now=timezone.now())


@queue.handler(example_papers.KIND, lane=Lane.PAPERS, attempts=3, label="rekenvoorbeeld als pdf en png")
def make_example():
    example_papers.make(now=timezone.now())
