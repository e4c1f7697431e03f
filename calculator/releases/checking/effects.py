"""What values do: published outcomes, typical households and years, with the values in use and with those to come."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calculator.engine.amounts import row_of
from calculator.engine.in_use import ValueSet, using
from calculator.engine.values import NotInForce
from calculator.household import parts
from calculator.household.calculation import calculate
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Faults
from calculator.household.year import HouseholdYear
from calculator.household.years import COMPLETE, SUPPORTED
from calculator.proofs import Proof, all_proofs
from calculator.releases.faults import Fault
from calculator.releases.samples import SAMPLES, Sample

log = logging.getLogger(__name__)

Json = dict[str, Any]


@dataclass(frozen=True)
class Proved:
    """`misses`: outcomes that were right before and wouldn't be any more."""

    outcomes: int
    misses: tuple[tuple[Proof, tuple[str, ...]], ...]
    wrong_before: int

    def faults(self) -> list[Fault]:
        return [_fault(proof, misses) for proof, misses in self.misses if proof.is_official]

    def warnings(self) -> list[Fault]:
        return [_fault(proof, misses) for proof, misses in self.misses if not proof.is_official]

    def as_json(self) -> Json:
        return {"outcomes": self.outcomes, "misses": len(self.misses), "wrong_before": self.wrong_before}


def _fault(proof: Proof, misses: Sequence[str]) -> Fault:
    return Fault(f"Nagerekend: {proof.name}", f"{'; '.join(misses)}. Bron: {proof.source}.")


def prove(now: ValueSet, then: ValueSet) -> Proved:
    """Every published outcome with both; of a year without values there's nothing to compare."""
    cells, wrong_before, misses = 0, 0, []
    for proof in all_proofs():
        after = _missed(proof, then)
        if after is None:
            continue
        cells += proof.cells
        before = _missed(proof, now)
        if before:
            wrong_before += 1
        elif after:
            misses.append((proof, after))
    return Proved(cells, tuple(misses), wrong_before)


def _missed(proof: Proof, values: ValueSet) -> tuple[str, ...] | None:
    with using(values):
        try:
            return tuple(proof.misses())
        except NotInForce:
            return None


def households(years: Sequence[int], now: ValueSet, then: ValueSet) -> tuple[list[Json], list[Fault]]:
    """Each sample in each year, before and after; and a fault where the engine can't go on."""
    outcomes, faults = [], []
    for year in years:
        for sample in SAMPLES:
            before, after = _outcome(sample, year, now), _outcome(sample, year, then)
            if isinstance(after, Exception):
                log.warning("Values to be released break the engine: %s", type(after).__name__)
                faults.append(Fault(f"Voorbeeld {year}: {sample.called}", "Met deze waarden lukt het rekenen niet."))
            else:
                outcomes.append(_compared(sample, year, None if isinstance(before, Exception) else before, after))
    return outcomes, faults


def _outcome(sample: Sample, year: int, values: ValueSet) -> dict[str, float] | Exception | None:
    """None where the document can't be answered, such as a year that isn't there."""
    with using(values):
        try:
            computed = calculate(read_document(sample.in_year(year))).year
        except Faults:
            return None
        except Exception as fault:  # whatever values nobody foresaw do to a sum
            return fault
    return _parts(computed)


def _parts(year: HouseholdYear) -> dict[str, float]:
    """Euros a year, in the order in which they are told."""
    amounts = {"te besteden": year.disposable_year}
    for part in parts.rows():
        if part.person is None:
            amounts[part.name] = year.of(part)
        elif part.person < len(year.people):
            amounts[f"netto {'jij' if part.person == 0 else 'partner'}"] = year.of(part)
    return {name: int(row_of(amount)[0]) / 100 for name, amount in amounts.items()}


def _compared(sample: Sample, year: int, before: dict[str, float] | None, after: dict[str, float] | None) -> Json:
    was, now = before or {}, after or {}
    parts = [
        {"name": name, "before": was.get(name), "after": amount}
        for name, amount in now.items()
        if name != "te besteden" and (amount or was.get(name)) and was.get(name) != amount
    ]
    total = {"before": was.get("te besteden"), "after": now.get("te besteden")}
    return {"year": year, "name": sample.called, **total, "parts": parts}


def years(values: ValueSet) -> tuple[list[int], list[int]]:
    """Which can be computed, and which of them completely."""
    with using(values):
        return list(SUPPORTED), list(COMPLETE)
