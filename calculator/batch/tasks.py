from pathlib import Path

from celery import shared_task
from django.conf import settings

from calculator.batch.chunks import NOBODY_CAME, Chunk, do, folder_named, remove_left_behind
from portal.jobs.messages import TaskMessage


def shared_folder() -> Path:
    """Where the chunks lie; all workers see this folder."""
    folder: Path = settings.DATA_DIR / "batch"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


# After `expires` the one who asked does it alone, and so it goes for a message that is lost: no need to try again.
@shared_task(base=TaskMessage, expires=NOBODY_CAME, acks_late=False, reject_on_worker_lost=False)
def do_chunk(*, folder: str, number: int, work: str) -> None:
    """Safe to run twice: a chunk that someone has taken is left alone."""
    do(Chunk(folder_named(shared_folder(), folder), number), work)


@shared_task
def sweep_batches() -> None:
    """What was left by a run that was killed."""
    remove_left_behind(shared_folder())
