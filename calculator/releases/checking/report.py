"""The whole check of a release, in the order in which people read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calculator.engine.in_use import ValueSet, using
from calculator.releases import document, layers
from calculator.releases.checking import complete, differences, effects
from calculator.releases.document import Block
from calculator.releases.faults import Fault, WrongFile
from calculator.releases.kinds import PAY_TABLES
from calculator.releases.reading import About, read

MOST_LISTED = 200
"""A file with every row wrong is told by its first faults; the rest is often the same slip."""


@dataclass(frozen=True)
class Report:
    """`document`: the values in one way of writing; empty where there are faults."""

    document: str
    faults: tuple[Fault, ...]
    summary: dict[str, Any]

    @property
    def is_good(self) -> bool:
        return not self.faults


def check(name: str, content: bytes, about: About, *, over: ValueSet) -> Report:
    """Reads the file and lays it over the values `over`; never raises for what is wrong with a file."""
    try:
        with using(over):
            blocks = read(name, content, about)
    except WrongFile as wrong:
        return _faulty(wrong.faults)
    faults = complete.faults_in(blocks)
    return _faulty(faults) if faults else _effects(blocks, over)


def _faulty(faults: Sequence[Fault]) -> Report:
    listed = [fault.as_json() for fault in faults[:MOST_LISTED]]
    return Report("", tuple(faults), {"faults": listed, "more_faults": max(len(faults) - MOST_LISTED, 0)})


def _effects(blocks: Sequence[Block], now: ValueSet) -> Report:
    text = document.as_text(blocks)
    then = layers.with_another(now, text)
    with using(now):
        compared = [differences.compare(block) for block in blocks]
    proved = effects.prove(now, then)
    before, after = effects.years(now), effects.years(then)
    touched = [year for year in after[0] if any(_touches(block, year) for block in blocks)]
    households, broken = effects.households(touched, now, then)
    faults = [*proved.faults(), *broken]
    warnings = [
        *(warning for comparison in compared for warning in comparison.warnings()),
        *(odd for block in blocks for odd in complete.odd_in(block)),
        *proved.warnings(),
        *_half_years(blocks, then),
    ]
    summary = {
        "faults": [fault.as_json() for fault in faults[:MOST_LISTED]],
        "warnings": [warning.as_json() for warning in warnings],
        "rules": [comparison.as_json() for comparison in compared],
        "proofs": proved.as_json(),
        "households": households,
        "new_years": sorted(set(after[0]) - set(before[0])),
        "complete_years": sorted(set(after[1]) - set(before[1])),
    }
    return Report("" if faults else text, tuple(faults), summary)


def _touches(block: Block, year: int) -> bool:
    return bool(block.values["vanaf"].year <= year <= block.values["tot_en_met"].year)


def _half_years(blocks: Sequence[Block], then: ValueSet) -> list[Fault]:
    """Years of which some month has no values, so that nobody can use the rest of them either."""
    faults = []
    with using(then):
        for block in blocks:
            for year in range(block.values["vanaf"].year, block.values["tot_en_met"].year + 1):
                if year not in block.rule.in_force.years():
                    text = (
                        f"Van {year} mist dan nog een deel. Zolang dat zo is, kan {year} hiermee niet berekend worden."
                    )
                    faults.append(Fault(block.called, text))
            if block.rule.name in PAY_TABLES:
                faults += _without_terms(block)
    return faults


def _without_terms(block: Block) -> list[Fault]:
    from calculator.rules.cao import KNOWN

    terms = next(cao.terms for cao in KNOWN.values() if cao.tables is block.rule.in_force)
    years = range(block.values["vanaf"].year, block.values["tot_en_met"].year + 1)
    missing = [str(year) for year in years if year not in terms.years()]
    if not missing:
        return []
    text = f"Van {', '.join(missing)} ontbreken de afspraken naast het salaris ({terms.rule}). Geef die ook vrij."
    return [Fault(block.called, text)]
