"""What monitoring hears: yes or no, and nothing else."""

from datetime import timedelta

import pytest
from django.core.cache.backends.dummy import DummyCache
from django.urls import reverse
from django.utils import timezone

from portal import health
from portal.jobs import queue
from portal.jobs.lanes import Lane
from portal.jobs.models import Job


@pytest.mark.django_db
def test_a_portal_that_works_says_so_and_forbids_keeping_the_answer(client):
    response = client.get(reverse("health"))

    assert (response.status_code, response.text) == (200, "goed")
    assert "no-store" in response["Cache-Control"]
    assert client.get(reverse("health_of_jobs")).text == "goed"


@pytest.mark.django_db
def test_a_cache_that_forgets_is_noticed(client, monkeypatch, caplog):
    monkeypatch.setattr(health, "cache", DummyCache("", {}))

    response = client.get(reverse("health"))

    assert (response.status_code, response.text) == (503, "niet goed")
    assert "cache_remembers" in caplog.text


@pytest.mark.django_db
def test_work_that_nobody_picks_up_is_noticed_but_not_blamed_on_the_web_server(client, monkeypatch):
    monkeypatch.setitem(queue.HANDLERS, "tests.note", queue.Handler(print, attempts=1, lane=Lane.WORK))
    ago = timezone.now() - timedelta(minutes=6)
    Job.objects.create(kind="tests.note", created_at=ago, run_after=ago)

    assert client.get(reverse("health")).status_code == 200
    assert client.get(reverse("health_of_jobs")).status_code == 503
