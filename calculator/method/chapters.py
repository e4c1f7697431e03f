"""The chapters of "Zo rekenen wij": the texts in `texts/`, tied to the modules and values that they're about.

A text names its modules, values and law by where they stand in `calculator.rules` ("zorgtoeslag.IN_FORCE"); what it
names wrong, or forgets, fails on loading. Figures in a sentence are written as `{file.value}` and filled in from the
values in force, so that no sentence holds an amount of its own.
"""

import functools
import importlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from calculator.engine.values import InForce

TEXTS = Path(__file__).parent / "texts"
GROUPS = ("loon", "pensioen", "loonheffing", "inkomstenbelasting", "toeslagen", "kinderen", "kosten")
"""In the order of the computation; each has a file."""
NOT_FOUND = "niet gevonden"


@dataclass(frozen=True, kw_only=True)
class Chapter:
    slug: str
    titel: str
    wat: str
    """What the rule is, in a sentence or two."""
    formule: tuple[str, ...]
    """How it works, in steps."""
    vroeger: tuple[str, ...] = ()
    """What was otherwise in earlier years."""
    niet: tuple[str, ...] = ()
    """What isn't modelled."""
    getoetst: str = ""
    geen_plaatje: str = ""
    """Why there's no picture over income."""
    modules: tuple[str, ...]
    values: tuple[InForce[Any], ...]
    laws: tuple[str, ...]
    bestanden: dict[str, str] = field(default_factory=dict)
    """What each of several files holds."""
    namen: dict[str, str]
    zonder: dict[str, str]
    """What it means when a value isn't there, by name or by name@year; otherwise it wasn't found."""

    def name(self, path: tuple[str | int, ...]) -> str:
        """What people call the value at this path, such as ("onder_aow", 2, "tot"); raises KeyError."""
        *above, last = path
        if isinstance(last, int):
            return f"{self.namen['.'.join(_words(above)) + '[]']} {last}"
        return self.namen.get(".".join(_words(path))) or self.namen[last]

    def absent(self, path: tuple[str | int, ...], year: int) -> str:
        """What to say where a value isn't there: of the path or a part of it, in this year or in any."""
        words = _words(path)
        names = [".".join(words[: len(words) - cut]) for cut in range(len(words))] + words[-1:]
        meanings = (self.zonder.get(f"{name}@{year}") or self.zonder.get(name) for name in names)
        return next((meaning for meaning in meanings if meaning), NOT_FOUND)


@dataclass(frozen=True)
class Group:
    slug: str
    titel: str
    intro: str
    chapters: tuple[Chapter, ...]


@functools.cache
def all_groups() -> tuple[Group, ...]:
    """All that can be told; raises where a text doesn't fit the engine."""
    return tuple(_group(slug) for slug in GROUPS)


def groups() -> tuple[Group, ...]:
    """In the order of the computation, without what has no values (yet): some tables come with a release only."""
    return tuple(replace(group, chapters=tuple(filter(_has_values, group.chapters))) for group in all_groups())


def chapters() -> dict[str, Chapter]:
    return {chapter.slug: chapter for group in groups() for chapter in group.chapters}


def rules() -> dict[str, InForce[Any]]:
    """All values by the name of their file."""
    return {values.rule: values for chapter in chapters().values() for values in chapter.values}


def _has_values(chapter: Chapter) -> bool:
    return not chapter.values or any(values.periods for values in chapter.values)


def _group(slug: str) -> Group:
    with (TEXTS / f"{slug}.toml").open("rb") as file:
        document = tomllib.load(file)
    shared = {key: document.get(key, {}) for key in ("namen", "zonder")}
    chapters = tuple(_chapter(text, shared) for text in document["regel"])
    return Group(slug, document["titel"], document["intro"], chapters)


def _chapter(text: dict[str, Any], shared: dict[str, dict[str, str]]) -> Chapter:
    text = {key: tuple(value) if isinstance(value, list) else value for key, value in text.items()}
    modules, values, laws = text.pop("modules"), text.pop("waarden"), text.pop("wet")
    for module in modules:
        _module(module)
    return Chapter(
        modules=modules,
        values=tuple(_object_at(name) for name in values),
        laws=tuple(_object_at(name) for name in laws),
        namen=shared["namen"] | text.pop("namen", {}),
        zonder=shared["zonder"] | text.pop("zonder", {}),
        **text,
    )


def _module(name: str) -> Any:
    return importlib.import_module(f"calculator.rules.{name}")


def _object_at(name: str) -> Any:
    """What stands at "module.NAME", "module.NAME.key" or "module.NAME.key.attribute" in the rules."""
    module, *rest = name.split(".")
    target = _module(module)
    for step in rest:
        target = target[step] if isinstance(target, Mapping) else getattr(target, step)
    return target


def _words(path: Any) -> list[str]:
    return [word for word in path if isinstance(word, str)]
