"""The worker's side: looking a file over, and using what was released.

Read at the start of every command, so the engine is loaded only by who needs it.
"""

from contextvars import Token
from typing import Any

from celery.signals import task_postrun, task_prerun
from django.utils import timezone

from calculator.engine import in_use
from calculator.releases.models import CHECK
from portal.jobs import queue

_kept: dict[str, Token[Any]] = {}
"""By the id of the task that is running."""


@queue.handler(CHECK, attempts=3, label="nieuwe waarden nakijken")
def check_release(*, release_id):
    from calculator.releases import actions

    actions.check(release_id, now=timezone.now())


@task_prerun.connect
def use_what_was_released(task_id: str, **kwargs: Any) -> None:
    """A task, too, keeps one set of values from beginning to end."""
    from calculator.releases import in_process

    in_process.look_now_and_then()
    _kept[task_id] = in_use.keep()


@task_postrun.connect
def let_go_again(task_id: str, **kwargs: Any) -> None:
    token = _kept.pop(task_id, None)
    if token is not None:
        in_use.let_go(token)
