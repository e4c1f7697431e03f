"""What stands in a cell of DUO: a number, or a mark that says why not. A hidden cell is never 0."""

from decimal import Decimal, InvalidOperation

Cell = int | float | str
"""A number, or what stands there instead of one. A cell that is empty or not there is "": hidden too."""
HIDDEN = frozenset({"*", "**", "<5", "x", "X", "-1", ""})
FEWEST, MOST_HIDDEN = 1, 4
"""A hidden number of persons or pupils lies between these: no 1 to 4 stands in what DUO shows."""
DIGITS = 4
LARGEST = 10_000_000


def cell(text: str) -> Cell:
    """`2,9` → 2.9, `33` → 33, `**` → `**`; also what makes no sense stays as it is."""
    text = " ".join(text.split())
    if text in HIDDEN:
        return text
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text[:20]
    if not number.is_finite() or not 0 <= number <= LARGEST:
        return text[:20]
    return int(number) if number == int(number) else round(float(number), DIGITS)


def number(value: Cell | None) -> int | float | None:
    return None if value is None or isinstance(value, str) else value


def is_hidden(value: Cell) -> bool:
    return isinstance(value, str) and value in HIDDEN


def is_nonsense(value: Cell) -> bool:
    return isinstance(value, str) and value not in HIDDEN


def bounds(value: Cell) -> tuple[int, int]:
    """Of persons or pupils."""
    return (FEWEST, MOST_HIDDEN) if isinstance(value, str) else (int(value), int(value))
