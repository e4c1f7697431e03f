from portal.jobs import queue
from portal.people.lists import actions


@queue.handler(actions.READ, attempts=3, label="lijst van scholen lezen")
def read_list(*, list_id: int) -> None:
    actions.read(list_id)


@queue.handler(actions.APPLY, attempts=3, label="lijst van scholen doorvoeren")
def apply_list(*, list_id: int) -> None:
    actions.make_true(list_id)


@queue.handler(actions.UNDO, attempts=3, label="lijst van scholen terugdraaien")
def undo_list(*, list_id: int) -> None:
    actions.take_back(list_id)
