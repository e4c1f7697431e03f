"""Memory while documents come and go by ten thousands."""

import contextlib
import gc
from collections.abc import Iterator

import numpy as np

KEPT = 30 * 1024 * 1024
"""Bytes; the system's own bounds follow what was given back once, up to 32 MB."""


@contextlib.contextmanager
def many_objects() -> Iterator[None]:
    """None of them holds on to itself, so there's no use in looking through all of them each time; what is freed is
    needed again at once, so it needn't go back to the system. Together a tenth of the time."""
    np.empty(KEPT, dtype=np.uint8)  # freed at once: from then on glibc keeps twice as much before it gives any back
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
