"""The lines of a session's preparation as steps to tick, each with the minutes it takes."""

import hashlib
import re
from dataclasses import dataclass

from bootcamp.seats.models import WorkSession

# What stands behind the last comma or bracket of a line: how long the step takes.
MINUTES = re.compile(r"[(,]\s*(?P<minutes>[1-9]\d{0,2})\s*min(?:uut|uten|\.)?\s*\)?\.?", re.IGNORECASE)


@dataclass(frozen=True)
class PreparationStep:
    text: str
    minutes: int | None

    @property
    def key(self) -> str:
        """By its words: another number of minutes, spaces or capitals leave a tick where it is."""
        words = " ".join(self.text.split()).casefold()
        return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()


def of(session: WorkSession) -> list[PreparationStep]:
    """In order; a line that stands there twice is one step."""
    return list({step.key: step for step in map(_step, session.preparation_steps)}.values())


def _step(line: str) -> PreparationStep:
    cut = max(line.rfind(","), line.rfind("("), 0)
    what, time = line[:cut].rstrip(), MINUTES.fullmatch(line, cut)
    return PreparationStep(what, int(time["minutes"])) if what and time else PreparationStep(line, None)
