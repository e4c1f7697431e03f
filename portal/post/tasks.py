"""A job for each priority, so that what someone waits for never stands behind a mail to thousands."""

from portal.jobs import queue
from portal.jobs.lanes import Lane
from portal.post import sending, writing
from portal.post.kinds import Priority


def send_parcel(*, parcel: str) -> None:
    sending.send(parcel)


LANES = {Priority.FIRST: Lane.MAIL, Priority.NORMAL: Lane.MAIL, Priority.BULK: Lane.MAILING}
# A parcel puts off by itself what doesn't go; these attempts are for a worker that was killed.
for priority, lane in LANES.items():
    queue.handler(writing.job_kind(priority), lane=lane, attempts=12, label="mails versturen")(send_parcel)
