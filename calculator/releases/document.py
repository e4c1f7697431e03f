"""What a file says: blocks of values as the parameter files have them, each value with its place in the file."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from calculator.engine.values import Waarden, parse
from calculator.releases.kinds import RULES, Rule

Path = tuple[str | int, ...]
"""To a value in a block, such as ("onder_aow", 0, "tarief"); places in a list count from nought."""
BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Block:
    """The values of one rule in one period."""

    rule: Rule
    values: dict[str, Any]
    places: Mapping[Path, str] = field(default_factory=dict)
    number: int = 1
    """Which of the blocks of this rule in the file it is."""

    @property
    def period(self) -> str:
        first, last = self.values.get("vanaf"), self.values.get("tot_en_met")
        if not isinstance(first, date) or not isinstance(last, date):
            return f"blok {self.number}"
        whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        if whole_years and first.year == last.year:
            return str(first.year)
        return f"{first:%d-%m-%Y} tot en met {last:%d-%m-%Y}"

    @property
    def called(self) -> str:
        return f"{self.rule.title} {self.period}"

    def place(self, path: Path) -> str:
        """Where it stands in the file; else its rule, period and name."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return f"{self.called}, {named(path)}" if path else self.called


def named(path: Path) -> str:
    """As the list form has it; places count from one there."""
    return ".".join(str(piece + 1) if isinstance(piece, int) else piece for piece in path)


def waarden(rule: str, blocks: Iterable[Mapping[str, Any]]) -> tuple[Waarden, ...]:
    """The blocks of one rule as exact values; raises WrongValues."""
    periods: tuple[Waarden, ...] = parse(RULES[rule].cls, rule, {"waarden": list(blocks)}).base
    return periods


def as_text(blocks: Sequence[Block]) -> str:
    """One way to write a document down, so that the same values always give the same text."""
    in_order = sorted(blocks, key=lambda block: (block.rule.name, block.values["vanaf"]))
    return "\n".join(map(_block, in_order))


def from_text(text: str) -> dict[str, list[dict[str, Any]]]:
    """What `as_text` wrote: {rule: blocks}."""
    return tomllib.loads(text, parse_float=Decimal)


def _block(block: Block) -> str:
    lines = [f"{key(name)} = {written(value)}" for name, value in block.values.items()]
    return "\n".join([f"[[{block.rule.name}]]", *lines, ""])


def key(name: str) -> str:
    return name if BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def written(value: Any) -> str:
    """A value in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text if "." in text else f"{text}.0"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key(name)} = {written(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        if value and isinstance(value[0], dict):
            return "[\n" + "".join(f"    {written(inner)},\n" for inner in value) + "]"
        return "[" + ", ".join(map(written, value)) + "]"
    return value.isoformat() if isinstance(value, date) else str(value)
