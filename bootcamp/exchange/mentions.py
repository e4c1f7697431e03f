"""Who is meant by "@Sanne de Vries" or "@Sanne" in a message. Works on the words, so that it needs no script.

A full name goes before a first name; a name that more people have is ambiguous, and then the writer is asked:
nobody is called by guess.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from portal.people.models import User


@dataclass(frozen=True)
class Mentions:
    people: frozenset[User]
    ambiguous: dict[str, list[User]]
    """The name as it was meant, and who have it."""


def found_in(words: str, people: Iterable[User]) -> Mentions:
    names = _names(people)
    meant, ambiguous = set(), {}
    text = _plain(words)
    for start in _after_each_at(text):
        name = next((name for name in names if _stands_at(text, start, name)), None)
        if name is None:
            continue
        if len(names[name]) == 1:
            meant.add(names[name][0])
        else:
            ambiguous[name.title()] = names[name]
    return Mentions(frozenset(meant), ambiguous)


def _names(people: Iterable[User]) -> dict[str, list[User]]:
    """Every full name and first name with who have it, the longest first."""
    found = defaultdict(list)
    for person in people:
        for name in {_plain(person.full_name), _plain(person.first_name)} - {""}:
            found[name].append(person)
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def _plain(text: str) -> str:
    """Without accents and capitals, so that "@celik" finds Çelik; spaces as one."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


def _after_each_at(text: str) -> list[int]:
    """Not the one in the middle of an e-mail address."""
    return [place + 1 for place, char in enumerate(text) if char == "@" and not text[place - 1 : place].isalnum()]


def _stands_at(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text.startswith(name, start) and not text[end : end + 1].isalnum()
