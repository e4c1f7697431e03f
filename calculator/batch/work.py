"""What a worker can do with a portion of lines; a message names it by its key, with its options."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, BinaryIO

from calculator.batch.lines import Line, write_answers
from calculator.batch.sector import write_pictures

Work = Callable[[BinaryIO, Sequence[Line]], bool]
"""Writes its outcome to the file; says whether all is well."""
Options = Mapping[str, Any]
"""Of `write_answers`, as JSON can say them."""

WORK: Mapping[str, Callable[..., bool]] = {"answers": write_answers, "pictures": write_pictures}


def work_named(name: str, options: Options | None = None) -> Work:
    return partial(WORK[name], **(options or {}))
