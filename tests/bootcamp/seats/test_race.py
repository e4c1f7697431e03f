"""Many schools for the last seats at the same moment, with real threads on real databases."""

import pytest

from tests.bootcamp.seats.rush import SCHOOLS, SEATS

RUSH = "tests.bootcamp.seats.rush"


def check(outcome):
    """Ten schools hear once that they have a seat and once that they are in already; the others wait, and hear so."""
    heard = outcome["heard"]
    left = SCHOOLS - SEATS
    assert heard == {"plek": SEATS, "doet al mee": SEATS, "wacht": left, "wacht al": left}
    assert (outcome["seats"], outcome["schools"], outcome["proofs"], outcome["waiting"]) == (SEATS, SEATS, SEATS, left)


@pytest.mark.postgres
@pytest.mark.fault("last seats")
def test_capacity_holds_on_postgresql(race, seen):
    outcome = race(RUSH, on="postgresql")

    check(outcome)
    seen(f"PostgreSQL: {outcome['seats']} plekken, {outcome['waiting']} wachten")


@pytest.mark.fault("last seats")
def test_capacity_holds_on_sqlite(race, seen):
    outcome = race(RUSH, on="sqlite")

    check(outcome)
    seen(f"SQLite: {outcome['seats']} plekken, {outcome['waiting']} wachten")


@pytest.mark.postgres
@pytest.mark.fault("last seats")
def test_without_the_lock_there_would_be_too_many(race, seen):
    """The control: with the lock taken out the same rush breaks the capacity, so the tests above can fail."""
    seats = race(RUSH, on="postgresql", without_lock=True)["seats"]

    assert seats > SEATS
    seen(f"zonder het slot: {seats} plekken")


def test_without_the_immediate_transaction_sqlite_would_turn_people_away_without_an_answer(race):
    """The control on SQLite, whose file is locked as a whole: nobody comes too many, but most get an error page."""
    assert race(RUSH, on="sqlite", without_lock=True)["heard"].get("OperationalError", 0) > 0
