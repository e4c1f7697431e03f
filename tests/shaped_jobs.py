"""A job and a message whose arguments have the shape that SHAPES says, with the ones they also read: `SHAPES=2,1`."""

import os
from pathlib import Path

from celery import shared_task

from portal.jobs import queue
from portal.jobs.lanes import Lane
from portal.jobs.messages import TaskMessage

OWN, *ALSO = (int(shape) for shape in os.environ.get("SHAPES", "1").split(","))


@queue.handler("tests.shaped", lane=Lane.MAIL, label="een taak met een vorm", shape=OWN, reads=tuple(ALSO))
def shaped(**arguments):
    with Path(os.environ["DATA_DIR"], "shaped.txt").open("a") as file:
        file.write(f"{OWN} deed {sorted(arguments)}\n")


# It lasts long enough for a worker to start, unless a test waits for its end.
@shared_task(base=TaskMessage, shape=OWN, reads=tuple(ALSO), expires=float(os.environ.get("LASTS", "120")))
def say(**arguments):
    shaped(**arguments)
