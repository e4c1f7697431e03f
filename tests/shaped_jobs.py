"""A job whose arguments have the shape that SHAPES says, with the ones it also reads: `SHAPES=2,1`."""

import os
from pathlib import Path

from portal.jobs import queue
from portal.jobs.lanes import Lane

OWN, *ALSO = (int(shape) for shape in os.environ.get("SHAPES", "1").split(","))


@queue.handler("tests.shaped", lane=Lane.MAIL, label="een taak met een vorm", shape=OWN, reads=tuple(ALSO))
def shaped(**arguments):
    with Path(os.environ["DATA_DIR"], "shaped.txt").open("a") as file:
        file.write(f"{OWN} deed {sorted(arguments)}\n")
