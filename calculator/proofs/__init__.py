"""Published outcomes run through the engine: worked examples and official tables, each with its source.

The tests run all of them over the values of the code; the check of a release runs them over the values that it would
bring. Both read them here, so there's one copy.
"""

from collections.abc import Iterator

from calculator.proofs import allowances, examples, month_tables
from calculator.proofs.proof import Proof

__all__ = ["Proof", "all_proofs"]


def all_proofs() -> Iterator[Proof]:
    for kind in (month_tables, examples, allowances):
        yield from kind.proofs()
