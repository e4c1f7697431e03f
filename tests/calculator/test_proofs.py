"""All that was published, compared with what the engine makes of it."""

import pytest

from calculator.engine.in_use import ValueSet, using
from calculator.engine.values import NotInForce
from calculator.proofs import all_proofs, month_tables
from calculator.rules import schijven
from tests.calculator.raised import raised

PROOFS = list(all_proofs())


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.name)
def test_what_was_published_comes_out(proof):
    assert list(proof.misses()) == []


def test_there_is_a_lot_to_compare_and_all_of_it_says_where_it_comes_from():
    assert len(PROOFS) > 100
    assert sum(proof.cells for proof in PROOFS) > 119_700
    assert all(proof.source.strip() for proof in PROOFS)
    assert len({proof.name for proof in PROOFS}) == len(PROOFS)


def test_official_outcomes_are_told_from_those_of_others():
    official = [proof.source for proof in PROOFS if proof.is_official]

    assert 40 < len(official) < len(PROOFS)
    assert not [source for source in official if "nagerekend" in source or "voorstel" in source]


def test_a_wrong_value_is_seen_by_the_proofs_that_rest_on_it():
    wrong = raised(schijven.IN_FORCE.in_year(2026), "onder_aow", 0, "tarief", by=10)

    with using(ValueSet({"schijven": [(wrong,)]})):
        failing = {proof.name: list(proof.misses()) for proof in PROOFS if list(proof.misses())}

    assert "maandtabel loonheffing 2026, onder de AOW-leeftijd" in failing
    assert "maandtabel loonheffing 2025, onder de AOW-leeftijd" not in failing
    misses = failing["maandtabel loonheffing 2026, onder de AOW-leeftijd"]
    assert misses[0].startswith("zonder loonheffingskorting, bij een maandloon van ")
    assert misses[7].startswith("met loonheffingskorting: in alles ")
    assert len(misses) == 12  # three cells and a count: without the credit, with it, and what was settled


def test_a_proof_of_a_year_without_values_says_so():
    with pytest.raises(NotInForce):
        month_tables.withheld([100_000], month_tables.Leeftijdsgroep.AOW, 2019)
