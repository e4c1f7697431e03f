"""Fills the database, prints the cookie of who is signed in, then the seconds of one page for each line it reads."""

import sys
from datetime import date, timedelta

import django


def main() -> None:
    django.setup()
    from tests.bench.asking import Asker
    from tests.bench.bare.wsgi import application
    from tests.bench.measuring import median_seconds

    asker = Asker(application, cookies=fill())
    print(asker.cookies, flush=True)
    for _ in sys.stdin:
        print(median_seconds(asker.get, ["/"], seconds=0.7), flush=True)


def fill() -> str:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from tests.bench.asking import cookies_of
    from tests.bench.bare.models import Material, Row

    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    summary = "Zo begin je het gesprek over meer uren met iemand van je team, en zo gaat het verder. " * 2
    Material.objects.bulk_create(Material(title=f"Materiaal {i}", summary=summary) for i in range(10))
    first = date(2027, 1, 5)
    Row.objects.bulk_create(Row(name=f"School {i}", day=first + timedelta(days=i), hours=i / 4) for i in range(20))
    client = Client()
    client.force_login(User.objects.create_user("iemand"))
    return cookies_of(client)


if __name__ == "__main__":
    main()
