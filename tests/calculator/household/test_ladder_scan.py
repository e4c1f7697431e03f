"""F and S of a thousand random households a year, beside a scan that looks at one euro after the other; and some of
them asked of the API, which knows no ladder."""

import json
import random

import numpy as np
import pytest

from calculator.household.intake.document import read_document
from calculator.household.ladder import HIGHEST_BONUS, first_and_safe, kept_at_bonuses
from tests.bench.teachers import teacher

EVERY_EURO = 100 * np.arange(HIGHEST_BONUS + 1)
TO_FOUR_THOUSAND = EVERY_EURO[:4001]
HOUSEHOLDS, ASKED_OF_API = 1000, 12
NETS = (50, 150, 250, 400)
API = "/api/v1/berekening"


def households(year):
    chance = random.Random(year)
    for _ in range(HOUSEHOLDS):
        document = {**teacher(chance), "year": year, "carry_forward": True}
        now = document["people"][0]["wage"]["hours"]
        yield document, min(40, now + 8), chance.choice(NETS)


def scanned(kept, net_year):
    """Nothing of NumPy: from the first euro to the last."""
    least = safe = None
    for euro, amount in enumerate(kept):
        if amount >= net_year:
            least = euro if least is None else least
            safe = euro if safe is None else safe
        else:
            safe = None
    return least, safe


@pytest.mark.parametrize(("year", "bonuses"), [(2025, TO_FOUR_THOUSAND), (2026, EVERY_EURO), (2027, TO_FOUR_THOUSAND)])
def test_a_thousand_households_have_the_f_and_s_of_a_scan_of_every_euro(year, bonuses):
    apart = unreached = 0
    for document, wish, net_month in households(year):
        ladder = kept_at_bonuses([read_document(document)], [100 * wish], bonuses)
        kept, known = ladder.kept[0].tolist(), ladder.is_known[0].tolist()
        net_year = 1200 * net_month

        answer = first_and_safe(ladder, net_year)

        least, safe = scanned(
            [amount if sure and known[0] else -1 for amount, sure in zip(kept, known, strict=True)], net_year
        )
        ours = [None if cents is None else cents // 100 for cents in (answer.least, answer.safe)]
        assert ours == [least, safe], document
        apart += least is not None and least != safe
        unreached += least is None

    assert apart > 20
    assert unreached > 5


def disposable(client, document, wish, gross):
    first, *others = document["people"]
    bonus = {"extra_hours_bonus": {"gross_year": gross}} if gross else {}
    asked = {**document, "people": [{**first, **bonus}, *others], "hours": [wish]}
    answer = client.post(API, json.dumps(asked), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return round(100 * answer.json()["results"][0]["disposable"]["year"])


@pytest.mark.django_db
def test_the_api_finds_f_enough_and_a_euro_less_too_little(client):
    checked = 0
    for document, wish, net_month in households(2026):
        if wish == document["people"][0]["wage"]["hours"]:
            continue
        ladder = kept_at_bonuses([read_document(document)], [100 * wish], EVERY_EURO)
        answer, net_year = first_and_safe(ladder, 1200 * net_month), 1200 * net_month
        if (
            answer.least is None
            or answer.safe is None
            or (checked >= ASKED_OF_API // 2 and answer.least == answer.safe)
        ):
            continue
        none, at_least, a_euro_less, at_safe, below_safe = (
            disposable(client, document, wish, gross)
            for gross in (
                0,
                answer.least // 100,
                answer.least // 100 - 1,
                answer.safe // 100,
                answer.safe // 100 - 1,
            )
        )
        assert at_least - none >= net_year > a_euro_less - none
        assert at_safe - none >= net_year > below_safe - none
        checked += 1
        if checked == ASKED_OF_API:
            break

    assert checked == ASKED_OF_API
