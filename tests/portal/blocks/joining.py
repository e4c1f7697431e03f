"""Someone with a copy of the database alone tries to find out who answered what, in a process of its own.

`python -m tests.portal.blocks.joining` has people answer an evaluation, each with a text that is their own, and prints
as JSON how many of them each way of joining finds: `now`, and `before`, when who answered and what was answered were
rows of two tables, written in one transaction for each person. The database comes from DATABASE_URL.
"""

import json
from collections import defaultdict
from datetime import timedelta
from uuid import uuid4

import django

PEOPLE = 20
WORD = "woord "
PLACE = 2


def all_rows(cursor):
    """Every row of every table, with what the database itself notes of it: (table, version, place, row)."""
    from django.db import connection

    hidden = "xmin::text, ctid::text" if connection.vendor == "postgresql" else "0, rowid"
    rows = []
    for table in sorted(connection.introspection.table_names(cursor)):
        cursor.execute(f'SELECT {hidden}, * FROM "{table}"')
        names = [column[0] for column in cursor.description][2:]
        for version, place, *values in cursor.fetchall():
            rows.append((table, version, str(place), dict(zip(names, values, strict=True))))
    return rows


def of_now(rows):
    """Everything in a list in a row: (word, version, place, position in the list, id) of who and of what."""
    marks, written = [], []
    for table, version, place, row in rows:
        if table == "blocks_turnout":
            listed = enumerate(json.loads(row["people"]))
            marks += [(who, version, place, position, row["id"]) for position, (who, _) in listed]
        elif table == "blocks_pile":
            texts = [value for _, subject, value in json.loads(row["answers"]) if str(value).startswith(WORD)]
            written += [(text, version, place, position, row["id"]) for position, text in enumerate(texts)]
    return marks, written


def of_before(rows):
    marks = [(str(row["person_id"]), *where, 0, row["id"]) for table, *where, row in rows if table == "proef_klaar"]
    written = [(row["text"], *where, 0, row["id"]) for table, *where, row in rows if table == "proef_antwoord"]
    return marks, written


def in_order(entries, column):
    def sortable(entry):
        value = entry[column]
        return tuple(int(part) for part in value.strip("()").split(",")) if column == PLACE else value

    return [entry[0] for entry in sorted(entries, key=sortable)]


def pairs(marks, written):
    """By each way of joining: who is said to have answered what."""
    for name, column in {"place": PLACE, "position": 3, "id": 4}.items():
        yield name, list(zip(in_order(marks, column), in_order(written, column), strict=True))
    together = defaultdict(lambda: ([], []))
    for side, entries in enumerate((marks, written)):
        for what, version, *_ in entries:
            together[version][side].append(what)
    # Those of one transaction, in the order in which they stand.
    yield "version", [pair for both in together.values() for pair in zip(*both, strict=False)]


def answer_now(seats):
    from django.test import Client
    from django.urls import reverse

    for seat in seats:
        client = Client(headers={"host": "localhost"})
        client.force_login(seat.enrolled_by)
        page = reverse("bootcamp:evaluate_session", args=[seat.pk, 1])
        posted = {"cijfer_0": "4", "tekst_0": what(seat.enrolled_by)}
        assert client.post(page, posted).status_code == 302


def answer_as_before(seats):
    from django.db import connection, transaction

    key = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE proef_klaar (id {key} PRIMARY KEY, person_id bigint)")
        cursor.execute("CREATE TABLE proef_antwoord (id varchar(36) PRIMARY KEY, text text)")
        for seat in seats:
            with transaction.atomic():
                cursor.execute("INSERT INTO proef_klaar (person_id) VALUES (%s)", [seat.enrolled_by.pk])
                written = [str(uuid4()), what(seat.enrolled_by)]
                cursor.execute("INSERT INTO proef_antwoord (id, text) VALUES (%s, %s)", written)


def what(user):
    """What only this person writes."""
    return f"{WORD}{user.pk * 7919}"


def right(remnants, truth):
    marks, written = remnants
    assert sorted(who for who, *_ in marks) == sorted(truth)
    assert sorted(text for text, *_ in written) == sorted(truth.values())
    return {way: sum(truth[who] == text for who, text in joined) for way, joined in pairs(marks, written)}


def main():
    django.setup()
    from django.db import connection
    from django.utils import timezone

    from portal.people.access import Role
    from tests.factories import make_bootcamp, make_school, make_seat, make_session, make_user

    now = timezone.now()
    bootcamp = make_bootcamp(starts_on=timezone.localdate() - timedelta(days=1), sessions=0)
    make_session(bootcamp=bootcamp, starts_at=now - timedelta(hours=26), ends_at=now - timedelta(hours=24))
    # Without a password: hashing twenty of them would take longer than the rest.
    directors = [make_user(Role.DIRECTOR, schools=[make_school()], password=None) for _ in range(PEOPLE)]
    seats = [make_seat(director=director, bootcamp=bootcamp) for director in directors]
    # Not in the order in which their accounts were made.
    seats = seats[1::2] + seats[::2]
    answer_now(seats)
    answer_as_before(seats)

    truth = {str(seat.enrolled_by.pk): what(seat.enrolled_by) for seat in seats}
    with connection.cursor() as cursor:
        rows = all_rows(cursor)
    print(json.dumps({"now": right(of_now(rows), truth), "before": right(of_before(rows), truth)}))


if __name__ == "__main__":
    main()
