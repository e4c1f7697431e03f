from django.db.models import Count, Q

from bootcamp.exchange.models import Thread
from bootcamp.seats import cards

LAST = 2


@cards.card("bootcamp/exchange/_group_card.html", at=cards.RAIL)
def group_card(user, seat):
    """The last threads of the group and the counts, in three queries however many there are."""
    threads = Thread.objects.filter(bootcamp=seat.bootcamp_id, hidden_at=None)
    is_talk = ~Q(kind__in=Thread.ON_THE_SQUARE)
    return {
        "bootcamp_id": seat.bootcamp_id,
        "threads": list(threads.filter(is_talk).latest_first().with_openings()[:LAST]),
        **threads.aggregate(count=Count("pk", filter=is_talk), shown=Count("pk", filter=Q(kind=Thread.Kind.RESULT))),
    }
