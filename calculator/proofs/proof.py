"""One published outcome, to be compared with ours."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from calculator.engine.steps import dutch


@dataclass(frozen=True)
class Proof:
    """`misses()` says, in Dutch, where ours differs with the values in use; it raises NotInForce without values."""

    name: str
    year: int
    source: str
    misses: Callable[[], Iterable[str]]
    is_official: bool = False
    """Published by the authority itself; otherwise by someone else, or worked out by hand."""
    cells: int = 1
    """How many outcomes it holds."""


def differs(name: str, ours: float, published: float) -> str:
    return f"{name} is {_written(ours)} in plaats van {_written(published)}"


def _written(number: float) -> str:
    return dutch(number, 0 if number == int(number) else 2)
