"""Where each number on a page comes from, numbered in the order of the page."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bootcamp.facts.origins import Leaf


@dataclass(frozen=True)
class Source:
    """What one number comes from: a cell, an entry, an assumption; or a sum of other sources, by their numbers."""

    number: int
    title: str
    text: str
    parts: tuple[int, ...] = ()
    address: str = ""
    in_short: str = ""
    """For paper, where there is room for one line."""


@dataclass
class Sources:
    """Every number on the page leads to one of these; what several numbers come from stands here once."""

    all: list[Source] = field(default_factory=list)
    _leaves: dict[Leaf, int] = field(default_factory=dict)
    _sums: dict[tuple[str, str, tuple[int, ...]], int] = field(default_factory=dict)

    def mark(self, title: str, leaves: Iterable[Leaf] = (), text: str = "") -> int:
        parts = tuple(self._leaf(leaf) for leaf in leaves)
        if len(parts) == 1 and not text:
            return parts[0]
        key = title, text, parts
        if key not in self._sums:
            self._sums[key] = self._add(Source(len(self.all) + 1, title, text, parts, in_short=text))
        return self._sums[key]

    def _leaf(self, leaf: Leaf) -> int:
        if leaf not in self._leaves:
            title, text = leaf.title or leaf.short, leaf.text
            source = Source(len(self.all) + 1, title, text, (), leaf.address, leaf.short or text)
            self._leaves[leaf] = self._add(source)
        return self._leaves[leaf]

    def _add(self, source: Source) -> int:
        self.all.append(source)
        return source.number
