from django.db.models import Count, Q

from bootcamp.exchange.models import HELPED_IN_THREAD, REPLIES, Post, Thread
from bootcamp.seats import cards
from portal import kept
from portal.counting import Number

LAST = 2


IS_TALK = ~Q(kind__in=Thread.ON_THE_SQUARE)


def _latest(bootcamp):
    """The posts that opened them, each with its thread."""
    openings = Post.objects.filter(is_opening=True, thread__bootcamp=bootcamp, thread__hidden_at=None)
    talks = openings.exclude(thread__kind__in=Thread.ON_THE_SQUARE).select_related("thread", "author", "school")
    counts = {"replies": Number(REPLIES, of="thread_id"), "helped_in_thread": Number(HELPED_IN_THREAD, of="thread_id")}
    return talks.annotate(**counts).order_by("-thread__last_post_at", "-thread__pk")[:LAST]


def _counts(bootcamp):
    threads = Thread.objects.filter(bootcamp=bootcamp, hidden_at=None).values("bootcamp")
    shown = Count("pk", filter=Q(kind=Thread.Kind.RESULT))
    return threads.annotate(count=Count("pk", filter=IS_TALK), shown=shown).values("count", "shown")


LATEST, COUNTS = kept.Question(_latest), kept.Question(_counts)


@cards.card("bootcamp/exchange/_group_card.html", at=cards.RAIL)
def group_card(user, seat):
    """The last threads of the group and the counts, in two queries however many there are."""
    counts = next(iter(COUNTS(seat.bootcamp_id)), {"count": 0, "shown": 0})
    return {"bootcamp_id": seat.bootcamp_id, "openings": LATEST(seat.bootcamp_id), **counts}
