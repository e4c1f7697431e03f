"""What a worker can do with a portion of lines; a message names it by its key."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import BinaryIO

from calculator.batch.lines import Line, write_answers
from calculator.batch.sector import write_pictures

Work = Callable[[BinaryIO, Sequence[Line]], bool]
"""Writes its outcome to the file; says whether all is well."""

WORK: Mapping[str, Work] = {
    "answers": partial(write_answers, explain=False),
    "explained answers": partial(write_answers, explain=True),
    "pictures": write_pictures,
}
