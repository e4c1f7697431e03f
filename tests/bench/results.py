"""`python -m tests.bench.results`: the programme with the whole sector counting for two years, on PostgreSQL."""

import os
import random
import statistics
import tempfile
import time
from datetime import date
from decimal import Decimal

import django

BOARDS, SCHOOLS, MONTHS, REGIONS, TIMES = 900, 6_100, 24, 40, 9
LIMIT_MS = 300
FIRST = date(2025, 1, 1)


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
            measure()
        finally:
            from django.db import connections

            connections.close_all()
            server.stop()


def measure() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from tests.bench.measuring import at_most, head, how_busy, known, line, machine

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    settings.ALLOWED_HOSTS = ["*"]
    print(machine(), how_busy(), "", head(), sep="\n", flush=True)
    board, client = a_sector_that_counts()
    print(line(known("optellen van alle scholen", _added_up(), "s")), flush=True)
    for quarter, seconds in _published():
        print(line(known(f"publiceren van het kwartaal van {quarter:%m-%Y}", seconds, "s")), flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    start = "/bootcamps/programma/"
    pages = {
        **{f"programma per {per}": f"{start}?per={per}" for per in ("regio", "sector", "ronde", "bestuur", "jaar")},
        "programma van één jaar": f"{start}?jaar={FIRST.year}",
        "wat iedereen ziet": "/bootcamps/resultaten/in-cijfers/",
        "open data": "/bootcamps/resultaten/in-cijfers/resultaten.csv",
        "een bestuur": f"/bootcamps/resultaten/bestuur/{board.pk}/",
    }
    for name, path in pages.items():
        print(line(at_most(name, _milliseconds(client, path), LIMIT_MS, "ms", decimals=0)), flush=True)


def _milliseconds(client, path: str) -> float:
    assert client.get(path).status_code == 200, path
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1e3


def _added_up() -> float:
    from django.utils import timezone

    from bootcamp.results import summaries

    began = time.perf_counter()
    summaries.renew_all(now=timezone.now())
    return time.perf_counter() - began


def _published():
    from bootcamp.results import months, publishing

    for number in range(0, MONTHS, 3):
        quarter, began = months.later(FIRST, number), time.perf_counter()
        assert publishing.publish(quarter, now=publishing.closes_at(quarter))
        yield quarter, time.perf_counter() - began


def a_sector_that_counts():
    """Boards and schools of DUO's size, each with a month a month; a client of HPP."""
    from django.test import Client
    from django.utils import timezone

    from bootcamp.results import months
    from bootcamp.results.models import Expansion, ResultMonth, ResultStart
    from portal.people.models import Board, School, SchoolRegion, User
    from portal.people.numbers import site_of

    chance, now = random.Random(14), timezone.now()
    regions = SchoolRegion.objects.bulk_create(SchoolRegion(name=f"Regio {number}") for number in range(REGIONS))
    boards = Board.objects.bulk_create(Board(name=f"Bestuur {number}") for number in range(BOARDS))
    schools = []
    for number in range(SCHOOLS):
        board = number % BOARDS
        letters = f"{chr(65 + number // 100 % 26)}{chr(65 + number // 2600)}"
        school = School(name=f"School {number}", city="Ede", brin=f"{number % 100:02}{letters}", board=boards[board])
        school.region, school.listed_in = regions[board % REGIONS], "po"
        school.tidy()
        assert site_of(school.brin)
        schools.append(school)
    schools = School.objects.bulk_create(schools)
    ResultStart.objects.bulk_create(
        ResultStart(school=school, part_timers=chance.randint(8, 40), entered_at=now) for school in schools
    )
    rows = [
        ResultMonth(school=school, month=months.later(FIRST, number), entered_at=now, **_counted(chance))
        for school in schools
        for number in range(MONTHS)
    ]
    rows = ResultMonth.objects.bulk_create(rows, batch_size=2000)
    Expansion.objects.bulk_create(
        [
            Expansion(month=row, is_permanent=True, people=1, hours=Decimal(4), starts_on=row.month)
            for row in rows
            if chance.random() < 0.12
        ],
        batch_size=2000,
    )
    hpp = User.objects.create_user("hpp@voorbeeld.test", first_name="H", last_name="PP", role="hpp")
    client = Client()
    client.force_login(hpp)
    return boards[0], client


def _counted(chance: random.Random) -> dict:
    fewer = int(chance.random() < 0.05)
    return {"approached": chance.randint(0, 3), "talks": chance.randint(0, 2), "fewer": fewer, "fewer_hours": 4 * fewer}


if __name__ == "__main__":
    main()
