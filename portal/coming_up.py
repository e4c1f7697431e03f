"""Waits until a program that was started answers: as long as it lives and gets on, however slow the machine is."""

import contextlib
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from portal.supervisor import ChildProcess

IDLE = 120.0
BROKEN = 20.0
LONGEST = 900.0
TELL_EVERY = 10.0
LINES_OF_LOG = 15


class NotUp(Exception):
    """The text is for whoever starts it."""


class Patience:
    """Decides from what is seen at each look whether waiting on makes sense; all times in seconds."""

    def __init__(self, now: float, *, idle: float = IDLE, broken: float = BROKEN):
        self.began = self.moved = now
        self.idle, self.longest_broken = idle, broken
        self.sign: object = None
        self.broken_since: float | None = None

    def look(self, now: float, *, sign: object, answers: bool) -> None:
        """Raises NotUp when it's no use. `sign` differs when the program did something since the last look."""
        if sign != self.sign:
            self.sign, self.moved = sign, now
        self.broken_since = (self.broken_since or now) if answers else None
        if self.broken_since and now - self.broken_since > self.longest_broken:
            raise NotUp("antwoordt, maar alleen dat er iets stuk is")
        if now - self.moved > self.idle:
            raise NotUp(f"deed {now - self.moved:.0f} seconden lang niets")
        if now - self.began > LONGEST:
            raise NotUp(f"had na {now - self.began:.0f} seconden nog niet geantwoord")


def wait_until_up(url: str, child: ChildProcess, *, say: Callable[[str], None], **patience: float) -> None:
    began = last_said = time.monotonic()
    patient = Patience(began, **patience)
    while not child.has_ended:
        status = _status(url)
        if status and status < 500:
            return
        now = time.monotonic()
        try:
            patient.look(now, sign=sign_of_life(child), answers=bool(status))
        except NotUp as reason:
            raise NotUp(_in_full(child, str(reason))) from reason
        if now - last_said >= TELL_EVERY:
            last_said = now
            say(f"    De {child.name} is nog bezig met starten ({now - began:.0f} s).")
        time.sleep(0.05)
    raise NotUp(_in_full(child, "stopte meteen weer"))


def _status(url: str) -> int | None:
    """None when nobody answers; a program that says that it broke isn't up either."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # nosec B310 # noqa: S310 (our own address)
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        return answer.code
    except OSError:
        return None


def sign_of_life(child: ChildProcess) -> tuple[int, int]:
    """Whole seconds of work by it and its children, and how much it wrote. Only waiting changes neither."""
    return _work(child.process.pid) if child.process else 0, child.log.stat().st_size


def _work(session: int) -> int:
    """The processor time of all processes in a session. Elsewhere than on Linux the log has to tell it all."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended while we looked
            # After the name, which may hold anything: state, parent, group, session, ..., user and system time.
            words = file.read_text().rpartition(")")[2].split()
            if int(words[3]) == session:
                ticks += int(words[11]) + int(words[12])
    return ticks // os.sysconf("SC_CLK_TCK")


def _in_full(child: ChildProcess, what: str) -> str:
    lines = child.last_lines(LINES_OF_LOG)
    wrote = (
        "\n".join(["Dit schreef hij het laatst:", *(f"  {line}" for line in lines)]) if lines else "Hij schreef niets."
    )
    return f"De {child.name} kwam niet op: hij {what}. {wrote}\nMeer staat in {child.log}."
