"""A message that stands nowhere else: without a row in the Job table, for work that must leave nothing behind.

    @shared_task(base=TaskMessage, shape=2, reads=(1,), expires=60)     # in seconds
    def make_export(*, ticket): ...

Like a job (portal/jobs/queue.py) it says the shape of its arguments, and whoever changes those raises its shape. A
worker that doesn't know the shape puts the message back for one that does. Who asked waits for no longer than it lasts.
"""

import logging
from datetime import datetime
from typing import Any

from celery import Task

log = logging.getLogger(__name__)

SHAPE = "portal_shape"
AGAIN = 1
"""Seconds after which a worker may look at it again; meanwhile it holds nothing up."""


class TaskMessage(Task):
    shape = 1
    """Of the arguments that are written now."""
    reads: tuple[int, ...] = ()
    """Earlier shapes that it also knows."""

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:
        options["headers"] = {SHAPE: self.shape, **(options.get("headers") or {})}
        return super().apply_async(args, kwargs, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        shape = self.request.get(SHAPE, 1) if self.request.called_directly is False else self.shape
        if shape in (self.shape, *self.reads):
            return self.run(*args, **kwargs)
        log.warning("Message %s (shape %s) is left to a worker that knows it", self.name, shape)
        return self._put_back(shape, kwargs)

    def _put_back(self, shape: int, kwargs: dict[str, Any]) -> None:
        again = {
            "countdown": AGAIN,
            "expires": datetime.fromisoformat(self.request.expires),
            "task_id": self.request.id,
        }
        # Without the short text of its arguments, which Celery would add for whoever watches the queue.
        self.apply_async(kwargs=kwargs, headers={SHAPE: shape}, kwargsrepr="{}", **again)
