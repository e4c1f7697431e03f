"""`python -m tests.bench.cohort`: HPP's pages of a bootcamp with ten thousand schools in it, on PostgreSQL."""

import os
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import django

SCHOOLS, BOARDS, TIMES = 10_000, 200, 15
LIMIT_MS = 100


def main() -> None:
    from tests.servers import Postgres, folder_for_server

    with tempfile.TemporaryDirectory() as data, folder_for_server() as folder:
        server = Postgres(folder).create().start()
        try:
            os.environ |= {
                "EMBEDDED": "1",
                "MFA_REQUIRED": "0",
                "DATA_DIR": data,
                "DATABASE_URL": server.new_database(),
                "DJANGO_SETTINGS_MODULE": "portal.settings",
            }
            django.setup()
            measure(Path(data))
        finally:
            from django.db import connections

            connections.close_all()
            server.stop()


def measure(data: Path) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from tests.bench.measuring import at_most, head, how_busy, line, machine

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    settings.ALLOWED_HOSTS = ["*"]
    bootcamp, session, client = full_bootcamp()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(machine(), how_busy(), "", head(), sep="\n", flush=True)
    start = f"/bootcamps/beheer/{bootcamp.pk}/"
    pages = {
        "stand": start,
        "stand, bladzijde 300": f"{start}?bladzijde=300",
        "stand, wie een sessie miste": f"{start}?stand=gemist",
        "stand, een naam gezocht": f"{start}?zoek=B77",
        "alle bootcamps": "/bootcamps/beheer/",
        "aanwezigheid": f"{start}sessie/{session.pk}/aanwezig/",
        "wachtlijst": f"{start}wachtlijst/",
        "mails": f"{start}mails/",
    }
    for name, address in pages.items():
        taken = median_ms(client, address)
        print(line(at_most(f"{SCHOOLS} scholen: {name}", taken, LIMIT_MS, "ms", decimals=0)), flush=True)


def median_ms(client, address: str) -> float:
    """By the clock on the wall: half of it is waiting for the database."""
    client.get(address)
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        assert client.get(address).status_code == 200
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def full_bootcamp():
    """Every school with someone who takes part, two sessions noted, half of them prepared, most with a plan."""
    from django.test import Client
    from django.utils import timezone

    from bootcamp.following import steps
    from bootcamp.following.models import PreparedStep
    from bootcamp.plan.models import Plan, PlanAnswer
    from bootcamp.seats.models import Attendance, Participation, Seat
    from portal.people.access import Role
    from portal.people.models import School, User
    from tests.factories import make_board, make_bootcamp, make_user

    now = timezone.now()
    begun = timezone.localdate() - timedelta(days=30)
    bootcamp = make_bootcamp(sessions=6, seats=30_000, starts_on=begun)
    first, second, third, *_ = bootcamp.work_sessions.order_by("number")
    boards = [make_board() for _ in range(BOARDS)]
    many = range(SCHOOLS)
    schools = School.objects.bulk_create(
        School(board=boards[i % BOARDS], name=f"School {i}", city="Almere", brin=f"{i:06}") for i in many
    )
    users = User.objects.bulk_create(
        User(email=f"u{i}@voorbeeld.test", first_name="A", last_name=f"B{i}", role=Role.DIRECTOR) for i in many
    )
    taken = now - timedelta(days=60)
    seats = Seat.objects.bulk_create(
        Seat(bootcamp=bootcamp, school=schools[i], enrolled_by=users[i], enrolled_at=taken) for i in many
    )
    people = Participation.objects.bulk_create(Participation(seat=seats[i], user=users[i]) for i in many)
    states = Attendance.State
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            participation=people[i],
            state=states.PRESENT if i % 10 else states.ABSENT,
            noted_at=now,
        )
        for session in (first, second)
        for i in many
    )
    PreparedStep.objects.bulk_create(
        PreparedStep(seat=seats[i], number=third.number, key=step.key, ticked_at=now)
        for i in many
        if i % 2
        for step in steps.of(third)
    )
    plans = Plan.objects.bulk_create(Plan(school=schools[i], created_at=now, changed_at=now) for i in many if i % 3)
    PlanAnswer.objects.bulk_create(
        PlanAnswer(plan=plan, question="more_hours", text="15", changed_at=now) for plan in plans
    )
    client = Client()
    client.force_login(make_user(Role.HPP))
    return bootcamp, third, client


if __name__ == "__main__":
    main()
