"""What docs/berekenaar.md says about the contract is so."""

import json
import re
from pathlib import Path

import pytest

from calculator.answers.bereken import bereken
from calculator.household.intake import document, people
from calculator.household.intake.wage import SHAPES
from calculator.rules.cao import CAOS
from tests.calculator.household.test_left_out import EVERY_YEAR

TEXT = (Path(__file__).parents[2] / "docs" / "berekenaar.md").read_text(encoding="utf-8")


def test_the_example_can_be_computed():
    (example,) = re.findall(r"```json\n(.*?)```", TEXT, re.S)

    answer = bereken(json.loads(example))

    assert [result["hours"] for result in answer["results"]] == [28, 32]
    assert [result["people"][0]["payroll"]["bonus_gross"] for result in answer["results"]] == [0, 1000]
    assert answer["results"][0]["people"][0]["second_job"]["taxable_year"] == 4800


@pytest.mark.parametrize("key", [*document.KEYS, *people.KEYS, *(keys[0] for keys in SHAPES.values()), *CAOS])
def test_every_key_that_can_be_filled_in_is_named(key):
    assert f"`{key}`" in TEXT


@pytest.mark.parametrize(
    "key",
    ["left_out", "notes", "steps", "paww_year", "pension_build_up", "economic_independence", "net_year", "disposable"],
)
def test_every_key_that_comes_out_beside_the_contract_is_named(key):
    assert f"`{key}`" in TEXT or f"`people[].{key}`" in TEXT


@pytest.mark.parametrize("year", [2021, 2027])
def test_what_a_year_leaves_out_is_in_the_table(year):
    (row,) = re.findall(rf"^\| {year} \| (.*?) \|", TEXT, re.M)

    assert all(part in row for part in EVERY_YEAR[year])
