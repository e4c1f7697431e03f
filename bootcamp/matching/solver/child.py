"""The solver in a process of its own: HiGHS overruns its limit, and only a process can be stopped."""

import contextlib
import json
import queue
import subprocess  # nosec B404 (our own module, with our own interpreter)
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from bootcamp.matching.solver.rows import RoundOutcome, RoundRows, outcome_from_json, to_json

HOME = Path(__file__).resolve().parents[3]
GRACE = 10
"""Seconds beyond its limit in which the solver may write down what it has; starting counts too."""
LOOK = 0.25
Line = dict[str, Any]


class Stopped(Exception):
    """By whoever asked for it."""


class Died(Exception):
    """The process ended without an answer, not by us."""


class NotTogether(Exception):
    """What was fixed by hand can't hold: of one pair with the conditions that fail, or all together."""

    def __init__(self, refused: list[str]) -> None:
        self.pair = (refused[0], refused[1]) if refused else None
        self.fails = refused[2:]
        super().__init__(" ".join(refused))


def propose(
    rows: RoundRows,
    *,
    seconds: float,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> RoundOutcome:
    """The best outcome, or at the end of its time the best until then with the gap."""
    best: RoundOutcome | None = None
    asked = {"what": "propose", "rows": to_json(rows), "seconds": seconds}
    for line in _lines(asked, limit=seconds + GRACE, is_stopped=is_stopped):
        if "refused" in line:
            raise NotTogether(line["refused"])
        if "progress" in line:
            on_progress(*line["progress"])
        best = outcome_from_json(line["outcome"])
        if line.get("is_done"):
            return best
    if best is None:
        raise Died
    return best


def explain(
    rows: RoundRows,
    outcome: RoundOutcome,
    *,
    seconds: float,
    on_reason: Callable[[Line, int, int], None],
    is_stopped: Callable[[], bool] = lambda: False,
) -> bool:
    """Reasons one by one; false when time ran out before the last."""
    asked = {"what": "explain", "rows": to_json(rows), "outcome": outcome.to_json()}
    for line in _lines(asked, limit=seconds, is_stopped=is_stopped):
        if line.get("is_done"):
            return True
        on_reason(line["reason"], *line["progress"])
    return False


def _lines(asked: Line, *, limit: float, is_stopped: Callable[[], bool]) -> Iterator[Line]:
    """Until it is done, or its time is over: then the process is stopped and there are no more lines."""
    deadline = time.monotonic() + limit
    command = [sys.executable, "-m", "bootcamp.matching.solver"]
    solver = subprocess.Popen(  # noqa: S603 # nosec B603 (nothing of it comes from outside)
        command, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    said: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_talk, args=(solver, json.dumps(asked), said), daemon=True).start()
    try:
        while time.monotonic() < deadline:
            if is_stopped():
                raise Stopped
            try:
                text = said.get(timeout=LOOK)
            except queue.Empty:
                continue
            if text is None:
                if solver.wait() != 0:
                    raise Died
                return
            yield json.loads(text)
    finally:
        solver.kill()
        solver.wait()


def _talk(solver: "subprocess.Popen[str]", question: str, said: "queue.Queue[str | None]") -> None:
    stdin: IO[str] | None = solver.stdin
    stdout: IO[str] | None = solver.stdout
    assert stdin is not None
    assert stdout is not None
    with contextlib.suppress(OSError), stdin:
        stdin.write(question)
    with stdout:
        for text in stdout:
            said.put(text)
    said.put(None)
