"""The Celery app. Tasks live in each room's tasks.py; portal/jobs/queue.py decides what runs."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_django_does(**kwargs: Any) -> None:
    """Celery's own set-up would write the texts of errors down; with this in place Django's holds (portal/logs.py)."""
