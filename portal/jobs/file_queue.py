"""The queue of files that one machine without Redis uses: kombu's, with whole files only.

kombu opens a message under its final name and then writes it. A worker that looks at that moment, or a disk that is
full at that moment, leaves it half a message on which it stops.
"""

import contextlib
import os
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.exceptions import OperationalError
from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps
from kombu.utils.scheduling import FairCycle


class MostUrgentFirst(FairCycle):
    """Kombu gives each queue its turn; we go by the order of the lanes (portal/jobs/lanes.py)."""

    def get(self, callback: Callable[..., Any], **kwargs: Any) -> Any:
        for queue in sorted(self.resources):
            with contextlib.suppress(self.predicate):
                return self.fun(queue, callback, **kwargs)
        raise self.predicate()


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # kombu's own differ
        name = f"{time.monotonic_ns():020}_{uuid.uuid4()}.{queue}.msg"
        _write_whole(Path(self.data_folder_out, name), dumps(payload))

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        self.control_folder.mkdir(exist_ok=True)
        table = self._exchange_file(exchange)
        if not table.exists():
            _write_whole(table, "[]")
        super()._queue_bind(exchange, routing_key, pattern, queue)

    def _reset_cycle(self) -> None:
        self._cycle = MostUrgentFirst(self._get_and_deliver, self._active_queues, Empty)


class Transport(filesystem.Transport):
    Channel = Channel


def _write_whole(path: Path, text: str) -> None:
    """All of it or nothing. A file that is there already is left alone."""
    half = path.with_name(f"{path.name}.half-{uuid.uuid4()}")
    try:
        half.write_bytes(str_to_bytes(text))
        os.link(half, path)
    except FileExistsError:
        pass
    except OSError as error:
        raise OperationalError(f"De wachtrij kan niet schrijven: {error.strerror}") from error
    finally:
        half.unlink(missing_ok=True)
