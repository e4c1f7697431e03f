"""The worked examples of the extended contract: computed by separate code with exact fractions, not by the engine."""

import json
import re
from pathlib import Path

import pytest

from calculator.answers.bereken import bereken
from calculator.household.intake.faults import Faults

CASES = json.loads((Path(__file__).parent / "voorbeelden.json").read_text(encoding="utf-8"))
IN_ANSWER = [case for case in CASES if "expect" in case]
EXACT = ("workdays", "hours_per_month", "percent", "carried")


def at(answer, path):
    for part in re.findall(r"[^.\[\]]+", path):
        answer = answer[int(part)] if part.isdigit() else answer[part]
    return answer


def test_all_of_them_are_here():
    assert len(CASES) == 22
    assert {case["section"] for case in CASES} == {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}


@pytest.mark.parametrize("case", IN_ANSWER, ids=[case["id"] for case in IN_ANSWER])
def test_the_engine_gives_what_was_computed_by_hand(case):
    answer = bereken(case["input"])

    for path, expected in case["expect"].items():
        if path == "carried_parts_at_least":
            assert set(expected) <= {part["part"] for part in answer["carried"]}
        elif isinstance(expected, list) or path.endswith(EXACT):
            assert at(answer, path) == expected, path
        else:
            assert at(answer, path) == pytest.approx(expected, abs=case["tolerance"] + 1e-9), path


def test_a_friend_beside_your_child_of_eight_is_your_partner_for_the_allowances():
    (case,) = [case for case in CASES if "expect_fault_at" in case]

    with pytest.raises(Faults) as wrong:
        bereken(case["input"])

    assert [fault.path for fault in wrong.value.faults] == [case["expect_fault_at"]]
    assert "Voor de toeslagen zijn jullie partners" in wrong.value.faults[0].message
