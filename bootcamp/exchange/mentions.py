"""Who is meant by "@Sanne de Vries" or "@Sanne" in a message. Works on the words, so that it needs no script.

A full name goes before a first name; a name that more people have is ambiguous, and then the writer is asked:
nobody is called by guess.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass

from portal.people.models import User


@dataclass(frozen=True)
class Mentions:
    people: frozenset[User]
    ambiguous: dict[str, list[User]]
    """The name as it was meant, and who have it."""


def found_in(words: str, people: Iterable[User]) -> Mentions:
    names = _names(people)
    # By length rather than name by name: a group may be large, and a message may be all @.
    lengths = sorted({len(name) for name in names}, reverse=True)
    meant, ambiguous = set(), {}
    text = _plain(words)
    for start in _after_each_at(text):
        name = _name_at(text, start, lengths, names)
        if name is None:
            continue
        if len(names[name]) == 1:
            meant.add(names[name][0])
        else:
            ambiguous[name.title()] = names[name]
    return Mentions(frozenset(meant), ambiguous)


def _names(people: Iterable[User]) -> dict[str, list[User]]:
    """Every full name and first name with who have it."""
    people_by_name = defaultdict(list)
    for person in people:
        for name in {_plain(person.full_name), _plain(person.first_name)} - {""}:
            people_by_name[name].append(person)
    return people_by_name


def _plain(text: str) -> str:
    """Without accents and capitals, so that "@celik" finds Çelik; spaces as one."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


def _after_each_at(text: str) -> list[int]:
    """Not the one in the middle of an e-mail address."""
    return [place + 1 for place, char in enumerate(text) if char == "@" and not text[place - 1 : place].isalnum()]


def _name_at(text: str, start: int, lengths: list[int], names: Container[str]) -> str | None:
    """The longest name that stands there whole."""
    for end in (start + length for length in lengths):
        if text[start:end] in names and not text[end : end + 1].isalnum():
            return text[start:end]
    return None
