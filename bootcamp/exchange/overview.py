"""What other pages tell about the exchange of a bootcamp."""

from bootcamp.exchange.models import Thread

IN_THE_CARD = 2


def card(bootcamp_id: int) -> dict:
    """The last threads and the counts, in five queries however many there are."""
    threads = Thread.objects.filter(bootcamp=bootcamp_id).readable()
    talks = threads.talks()
    return {
        "bootcamp_id": bootcamp_id,
        "threads": list(talks.latest_first().for_list()[:IN_THE_CARD]),
        "count": talks.count(),
        "shown": threads.filter(kind=Thread.Kind.RESULT).count(),
    }
