"""The door on both databases, with more at the same moment."""

import pytest

RUSH = "tests.portal.entrance.rush"
ONE_OF_EACH = {
    "undone": [0, 1],
    "school": "Één Vuurvlinder",
    "accounts": 1,
    "held": 1,
    "refused": 1,
    "seats": 1,
    "let in": 1,
    "reservations": 0,
}


def test_one_account_one_seat_and_one_mail_on_sqlite(race):
    assert race(RUSH, on="sqlite") == ONE_OF_EACH


@pytest.mark.postgres
def test_one_account_one_seat_and_one_mail_on_postgresql(race):
    assert race(RUSH, on="postgresql") == ONE_OF_EACH
