"""What is wrong with a file, or asks for a second look: where, and what to do about it, in Dutch."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    place: str
    """A row and column of a sheet, or a rule, period and value."""
    text: str

    def as_json(self) -> dict[str, str]:
        return {"place": printable(self.place), "text": printable(self.text)}


def printable(text: str) -> str:
    """Words out of someone's file may hold signs that a database won't take."""
    return "".join(letter if letter.isprintable() or letter == "\u00a0" else "\ufffd" for letter in text)


class WrongFile(Exception):
    """All that is wrong; nothing of the file is used."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.place}: {fault.text}" for fault in self.faults))


def wrong(place: str, text: str) -> WrongFile:
    return WrongFile([Fault(place, text)])
