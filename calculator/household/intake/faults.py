"""What is wrong with a document: for each fault the path of the key and a sentence for who filled it in."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`path` is like `people[0].wage.step`; `message` says in Dutch what is wrong and what is allowed."""

    path: str
    message: str

    def as_json(self) -> dict[str, str]:
        return {"path": self.path, "message": self.message}


class Faults(Exception):
    """Everything that is wrong with a document, in the order of the document."""

    def __init__(self, faults: Sequence[Fault]):
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path}: {fault.message}" for fault in self.faults))

    def as_json(self) -> list[dict[str, str]]:
        return [fault.as_json() for fault in self.faults]
