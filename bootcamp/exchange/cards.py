from bootcamp.exchange.models import Thread
from bootcamp.seats import cards

LAST = 2


@cards.card("bootcamp/exchange/_group_card.html", at=cards.RAIL)
def group_card(user, seat):
    """The last threads of the group and the counts, in five queries however many there are."""
    threads = Thread.objects.filter(bootcamp=seat.bootcamp_id).readable()
    talks = threads.talks()
    return {
        "bootcamp_id": seat.bootcamp_id,
        "threads": list(talks.latest_first().for_list()[:LAST]),
        "count": talks.count(),
        "shown": threads.filter(kind=Thread.Kind.RESULT).count(),
    }
