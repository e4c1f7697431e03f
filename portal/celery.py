"""The Celery app. Tasks live in each room's tasks.py; portal/jobs/queue.py decides what runs."""

import contextlib
import os
from typing import Any

from celery import Celery
from celery.signals import before_task_publish, setup_logging, task_postrun, task_prerun

from portal import trace
from portal.trace import Cause

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_django_does(**kwargs: Any) -> None:
    """Celery's own set-up would write the texts of errors down; with this in place Django's holds (portal/logs.py)."""


NUMBER = "portal_request"
_causes: dict[str, contextlib.ExitStack] = {}
"""By the id of the task that is running."""


@before_task_publish.connect
def send_number_along(headers: dict[str, Any], **kwargs: Any) -> None:
    if number := trace.current().request:
        headers[NUMBER] = number


@task_prerun.connect
def take_number_over(task_id: str, task: Any, **kwargs: Any) -> None:
    """So that the log lines of a task carry the number of the request that asked for it."""
    if number := task.request.get(NUMBER):
        stack = _causes[task_id] = contextlib.ExitStack()
        stack.enter_context(trace.caused_by(Cause(number)))


@task_postrun.connect
def let_number_go(task_id: str, **kwargs: Any) -> None:
    if stack := _causes.pop(task_id, None):
        stack.close()
