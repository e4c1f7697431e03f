"""Released documents as a set of values over those of the code."""

import functools
import hashlib
import logging
from collections.abc import Iterable

from calculator.engine.in_use import BASE, ValueSet
from calculator.engine.values import Waarden, WrongValues
from calculator.releases import document

log = logging.getLogger(__name__)
Layer = dict[str, tuple[Waarden, ...]]


def value_set(documents: Iterable[str]) -> ValueSet:
    """The earliest release first; the same documents in the same order have the same version."""
    return functools.reduce(with_another, documents, BASE)


def with_another(values: ValueSet, text: str) -> ValueSet:
    """The same set with one more document over it."""
    layers = {rule: list(periods) for rule, periods in values.layers.items()}
    for rule, periods in _layer(text).items():
        layers.setdefault(rule, []).append(periods)
    return ValueSet(layers, version=version_with(values.version, mark(text)))


def mark(text: str) -> str:
    """By which a document is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def version_with(version: str, mark: str) -> str:
    return hashlib.sha256(f"{version}\n{mark}".encode()).hexdigest()


def version_of(marks: Iterable[str]) -> str:
    """Of the set of these documents, without reading them."""
    return functools.reduce(version_with, marks, BASE.version)


def fits(text: str) -> bool:
    """Whether a document can be used with this version of the code."""
    try:
        _read(text)
    except (WrongValues, ValueError, TypeError, LookupError):
        return False
    return True


def _layer(text: str) -> Layer:
    """Nothing for what was released for another version and doesn't fit this one: the page for HPP says so."""
    if fits(text):
        return _read(text)
    log.error("Released values don't fit this version of the code and aren't used: %s", mark(text)[:8])
    return {}


@functools.lru_cache(64)
def _read(text: str) -> Layer:
    return {rule: document.waarden(rule, blocks) for rule, blocks in document.from_text(text).items()}
