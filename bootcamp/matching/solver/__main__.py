"""The process that sums: a question on stdin, what becomes known on stdout, a line at a time."""

import json
import sys
from typing import Any

from bootcamp.matching.solver import why
from bootcamp.matching.solver.model import Impossible
from bootcamp.matching.solver.rows import RoundOutcome, from_json, outcome_from_json
from bootcamp.matching.solver.solving import PinFails, solve


def say(**line: Any) -> None:
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()


def propose(question: dict[str, Any]) -> None:
    def report(done: int, of: int, outcome: RoundOutcome) -> None:
        say(progress=[done, of], outcome=outcome.to_json())

    try:
        outcome = solve(from_json(question["rows"]), seconds=question["seconds"], report=report)
    except PinFails as reason:
        say(refused=[reason.wish, reason.need, *reason.fails])
    except Impossible:
        say(refused=[])
    else:
        say(outcome=outcome.to_json(), is_done=True)


def explain(question: dict[str, Any]) -> None:
    rows, outcome = from_json(question["rows"]), outcome_from_json(question["outcome"])
    todo = why.still_open(rows, outcome.taken)
    for done, reason in enumerate(why.reasons(rows, outcome.taken), start=1):
        say(progress=[done, len(todo)], reason=reason.to_json())
    say(is_done=True)


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    {"propose": propose, "explain": explain}[asked["what"]](asked)
