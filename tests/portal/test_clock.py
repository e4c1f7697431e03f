"""A worker whose clock is wrong is seen, on both databases. Python's clock is moved; that of the database is real."""

from datetime import timedelta

import psycopg
import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from portal import clock
from portal.tasks import look_at_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_seen():
    cache.clear()


@pytest.mark.parametrize("seconds", [-90, 0, 1, 30])
def test_a_wrong_clock_is_written_down_and_makes_the_queue_unwell(client, caplog, seconds):
    with time_machine.travel(timezone.now() + timedelta(seconds=seconds)):
        look_at_clock()
        well = client.get(reverse("health_of_jobs"))

    is_off = abs(seconds) > 2
    assert ("is off" in caplog.text or "s off from" in caplog.text) is is_off
    assert well.status_code == (503 if is_off else 200)
    assert clock.seconds_off() == pytest.approx(seconds if is_off else 0, abs=1)
    assert client.get(reverse("health")).status_code == 200


@pytest.mark.postgres
def test_the_clock_of_postgresql_is_read_as_it_is(postgres, monkeypatch):
    with psycopg.connect(postgres.new_database()) as database:
        monkeypatch.setattr(clock, "connection", database)
        monkeypatch.setattr(database, "vendor", "postgresql", raising=False)

        assert abs(clock.difference()) < clock.ALLOWED
        with time_machine.travel(timezone.now() - timedelta(hours=1)):
            assert clock.difference().total_seconds() == pytest.approx(-3600, abs=2)
