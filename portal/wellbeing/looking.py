"""Look at everything, within a few seconds, whatever is broken: what hangs or fails is red itself."""

import logging
import threading
import time
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from portal.wellbeing import register
from portal.wellbeing.register import Finding, Sign, State

log = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds for all of them together, since they look at the same time; and for each question to the database."""
SEE_LOG = "Laat iemand die het portaal beheert in het logboek kijken."


@dataclass(frozen=True)
class Row:
    sign: Sign
    finding: Finding
    since: datetime | None = None

    @property
    def is_red(self) -> bool:
        return self.finding.state is State.RED


def look(*, now: datetime) -> list[Row]:
    """What is red comes first; of the rest the order in which they were registered."""
    apart = [Apart(sign, now) for sign in register.SIGNS.values() if not sign.asks_database]
    # These look meanwhile.
    rows = [Row(sign, _asked(sign, now)) for sign in register.SIGNS.values() if sign.asks_database]
    deadline = time.monotonic() + PATIENCE
    rows += [Row(looked.sign, looked.outcome(deadline)) for looked in apart]
    order = list(register.SIGNS)
    return sorted(rows, key=lambda row: (-row.finding.state, order.index(row.sign.name)))


def _asked(sign: Sign, now: datetime) -> Finding:
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL statement_timeout = {int(1000 * PATIENCE)}")
            return sign.look(now)
    except Exception as error:
        return _failed(sign, error)


def _failed(sign: Sign, error: Exception) -> Finding:
    # Whatever it is: the page that says how it goes must not break on what is broken.
    log.warning("Looking at %s failed.", sign.name, exc_info=error)
    return register.red(f"Hier kon niet naar gekeken worden ({type(error).__name__}).", SEE_LOG)


class Apart:
    """One look in a thread of its own. One that hung the last time is not begun again while it still hangs."""

    _hanging: dict[str, threading.Thread] = {}

    def __init__(self, sign: Sign, now: datetime) -> None:
        self.sign, self.found = sign, None
        earlier = self._hanging.get(sign.name)
        self.thread = None
        if earlier is None or not earlier.is_alive():
            self.thread = threading.Thread(target=self._look, args=[now], name=f"sign {sign.name}", daemon=True)
            self._hanging[sign.name] = self.thread
            self.thread.start()

    def _look(self, now: datetime) -> None:
        try:
            self.found = self.sign.look(now)
        except Exception as error:
            self.found = _failed(self.sign, error)

    def outcome(self, deadline: float) -> Finding:
        if self.thread is not None:
            self.thread.join(max(0.0, deadline - time.monotonic()))
        return self.found or register.red(f"Hier kwam binnen {PATIENCE:.0f} seconden geen antwoord.", SEE_LOG)
