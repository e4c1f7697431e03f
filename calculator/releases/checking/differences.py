"""What becomes different: each block laid beside the values in force, or beside the period before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from calculator.engine.steps import dutch
from calculator.engine.values import META, Waarden
from calculator.releases import shape
from calculator.releases.document import Block, Path, named
from calculator.releases.faults import Fault, printable
from calculator.releases.kinds import PAY_TABLES, Rule
from calculator.releases.names import name_of
from portal.text.money import MINUS, NO_BREAK

LARGE = Decimal("0.25")
"""A change of more than this part of what it was, asks for a second look."""
MOST_NAMES = 8
NEW, GONE = "nieuw", "vervalt"


@dataclass(frozen=True)
class Row:
    name: str
    """In words."""
    key: str
    """As in a file."""
    old: str
    new: str
    change: str = ""
    is_large: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "name": printable(self.name),
            "key": printable(self.key),
            "old": printable(self.old),
            "new": printable(self.new),
            "change": self.change,
            "is_large": self.is_large,
        }


@dataclass(frozen=True)
class Compared:
    block: Block
    beside: Waarden | None
    """None where there was nothing yet."""
    is_before: bool
    """Whether that held before this period, rather than in it."""
    rows: tuple[Row, ...]
    same: int

    @property
    def with_what(self) -> str:
        if self.beside is None:
            return ""
        days = f"{self.beside.vanaf:%d-%m-%Y} tot en met {self.beside.tot_en_met:%d-%m-%Y}"
        return f"de waarden van {days}" if self.is_before else f"de waarden die nu gelden ({days})"

    def warnings(self) -> Iterator[Fault]:
        if self.beside is None:
            text = (
                "Hiervan waren nog geen waarden, dus er is niets om mee te vergelijken. Leg elk bedrag naast de bron."
            )
            yield Fault(self.block.called, text)
        large = [row.name for row in self.rows if row.is_large]
        if large:
            more = f" en nog {len(large) - MOST_NAMES}" if len(large) > MOST_NAMES else ""
            text = f"Meer dan 25 procent anders dan {self.with_what}: {', '.join(large[:MOST_NAMES])}{more}."
            yield Fault(self.block.called, text)
        sure = self.block.values["zekerheid"]
        if sure != "bevestigd":
            yield Fault(self.block.called, f"De zekerheid is “{sure}”. Bezoekers zien dat bij hun uitkomst.")

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.block.rule.title,
            "period": self.block.period,
            "source": [printable(source) for source in self.block.values["bron"]],
            "sure": self.block.values["zekerheid"],
            "remark": printable(self.block.values.get("toelichting", "")),
            "with_what": self.with_what,
            "rows": [row.as_json() for row in self.rows],
            "same": self.same,
        }


def compare(block: Block) -> Compared:
    """With the values in use."""
    beside, is_before = _beside(block)
    old = {} if beside is None else _old(beside, block.rule)
    new = _new(block)
    gone = () if block.rule.name in PAY_TABLES else [path for path in old if path not in new]
    rows = [_row(block.rule, path, old.get(path), new.get(path)) for path in [*new, *gone]]
    changed = [row for row in rows if row.old != row.new]
    return Compared(block, beside, is_before, tuple(changed), len(rows) - len(changed))


def _beside(block: Block) -> tuple[Waarden | None, bool]:
    """What holds on the first day of the block; else what held last before it."""
    first: date = block.values["vanaf"]
    now = block.rule.in_force.found_on(first)
    if now is not None:
        return now, False
    earlier = (period for period in block.rule.in_force.periods if period.vanaf < first)
    return max(earlier, key=lambda period: period.vanaf, default=None), True


def _old(values: Any, rule: Rule) -> dict[Path, Any]:
    if rule.name in PAY_TABLES:
        return {
            (scale, step): shape.tidy(Decimal(values.cell(scale, step)) / 100)
            for scale in values.schalen
            for step in values.treden(scale)
        }
    return _leaves(shape.as_block(values))


def _new(block: Block) -> dict[Path, Any]:
    if block.rule.name not in PAY_TABLES:
        return _leaves(block.values)
    starts = block.values.get("eerste_trede", {})
    return {
        (scale, starts.get(scale, 1) + place): amount
        for scale, amounts in block.values["schalen"].items()
        for place, amount in enumerate(amounts)
    }


def _leaves(values: dict[str, Any]) -> dict[Path, Any]:
    return {path: value for path, value in shape.leaves(values) if path[0] not in META}


def _row(rule: Rule, path: Path, old: Any, new: Any) -> Row:
    kind = "centen" if rule.name in PAY_TABLES else shape.kind_at(rule.cls, path)
    name, key = name_of(rule, path), named(path)
    if rule.name in PAY_TABLES:
        name, key = f"schaal {path[0]}, trede {path[1]}", ""
    if old is None or new is None:
        return Row(name, key, written(old, kind), written(new, kind), NEW if old is None else GONE)
    if not kind or old == new:
        return Row(name, key, written(old, kind), written(new, kind))
    is_large = abs(new - old) > LARGE * abs(old)
    return Row(name, key, written(old, kind), written(new, kind), _change(old, new), is_large)


def _change(old: Any, new: Any) -> str:
    if old == 0:
        return NEW
    percent = 100 * (Decimal(new) - old) / abs(Decimal(old))
    return f"{'+' if percent > 0 else MINUS}{NO_BREAK}{dutch(float(abs(percent)), 1)}{NO_BREAK}%"


def written(value: Any, kind: str) -> str:
    """As people write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if not kind:
        return str(value)
    sign = f"{MINUS}{NO_BREAK}" if value < 0 else ""
    digits = max(-Decimal(value).normalize().as_tuple().exponent, 0)  # type: ignore[operator]  # it's finite
    text = dutch(float(abs(value)), max(digits, 2) if kind == "centen" and digits else digits)
    if kind in ("euro", "centen"):
        return f"{sign}€{NO_BREAK}{text}"
    return f"{sign}{text}{NO_BREAK}%" if kind == "procent" else f"{sign}{text}"
