"""JSON Lines in, JSON Lines out: a household a line, in order, whatever their number."""

import json
import select
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

from calculator.batch import table
from calculator.batch.answers import AS_TEXT, Read, Writing, answers, in_batches, written
from calculator.household.intake.document import parse, read_document
from calculator.household.intake.faults import Fault, Faults
from calculator.household.intake.request import Form

LONGEST = 1024 * 1024
"""Bytes in a line; the largest right document has a few thousand."""
AT_ONCE = 4 * 1024 * 1024
"""Bytes read before the work starts: some six thousand documents, so that there are many of each kind."""
PAUSE = 0.02
"""Seconds without input after which what is there gets its answer."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

TOO_LONG = Fault("", f"Dit is langer dan {LONGEST // 1024**2} MB.")
TOO_DEEP = Fault("", "De tekst heeft te veel lagen.")


class Line(NamedTuple):
    """`number` counts from one, empty lines too; `text` is None for a line that was too long to hold."""

    number: int
    text: bytes | None


class Answered(NamedTuple):
    text: str
    is_well: bool


def answer_one(text: bytes, *, explain: bool = False, form: Form | None = None) -> dict[str, Any]:
    """The answer to one document, or its faults."""
    (answer,) = answers([read_line(Line(1, text if len(text) <= LONGEST else None), form)], explain=explain)
    return {"faults": answer.as_json()} if isinstance(answer, Faults) else answer


def answer_lines(lines: Sequence[Line], *, explain: bool = False, form: Form | None = None) -> Iterator[Answered]:
    """One for each line that isn't empty. A line with faults gets its number and its faults; the rest goes on.

    `form`: what was asked of all lines; None leaves it to each.
    """
    for number, answer in _written(lines, AS_TEXT, form, explain=explain):
        if isinstance(answer, Faults):
            yield Answered(_faults({"line": number, "faults": answer.as_json()}), is_well=False)
        else:
            yield Answered(answer, is_well=True)


def table_lines(lines: Sequence[Line], *, form: Form) -> Iterator[Answered]:
    """Rows of a table of numbers, one for each number of hours; below `table.head(form)`."""
    for number, answer in _written(lines, table.WRITING, form):
        if isinstance(answer, Faults):
            yield Answered(table.with_faults(number, answer, form), is_well=False)
        else:
            yield Answered(table.numbered(number, answer), is_well=True)


def _written(
    lines: Sequence[Line], writing: Writing, form: Form | None, *, explain: bool = False
) -> Iterator[tuple[int, Any]]:
    numbered = iter([line.number for line in lines])
    for batch in in_batches(read_line(line, form) for line in lines):
        for answer in written(batch, writing, explain=explain):
            yield next(numbered), answer


def written_as_asked(
    lines: Sequence[Line],
    *,
    explain: bool = False,
    fields: Sequence[str] | None = None,
    as_columns: bool = False,
    as_table: bool = False,
) -> Iterator[Answered]:
    """What isn't asked here is up to each line, but for a table, which is the same all over."""
    if as_table:
        return table_lines(lines, form=Form(tuple(fields or ())))
    form = Form(tuple(fields or ()), as_columns) if fields is not None or as_columns else None
    return answer_lines(lines, explain=explain, form=form)


def write_answers(file: BinaryIO, lines: Sequence[Line], **options: Any) -> bool:
    """Whether all is well. `options` as above."""
    well = True
    for answered in written_as_asked(lines, **options):
        file.write(answered.text.encode() + b"\n")
        well = well and answered.is_well
    return well


def _faults(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def read_line(line: Line, form: Form | None = None) -> Read:
    if line.text is None:
        return Faults([TOO_LONG])
    try:
        request = read_document(parse(line.text))
    except Faults as faults:
        return faults
    except RecursionError:
        return Faults([TOO_DEEP])
    return request if form is None else request._replace(form=form)


def in_blocks(file: BinaryIO, at_once: int = AT_ONCE) -> Iterator[list[Line]]:
    """Some `at_once` bytes at a time, or what there is when nothing more comes for a moment; without empty lines.

    An empty block says that there's nothing to read yet. Whoever has answers ready gives them now, since the one who
    writes may be waiting for those.
    """
    number, rest, is_too_long = 0, b"", False
    for data in _portions(file, at_once):
        *texts, rest = (rest + data).split(b"\n")
        block = []
        for text in texts:
            number += 1
            block += _line(number, None if is_too_long else text)
            is_too_long = False
        if len(rest) > LONGEST:
            rest, is_too_long = b"", True
        yield block
    yield _line(number + 1, None if is_too_long else rest)


def _line(number: int, text: bytes | None) -> list[Line]:
    if text is None or len(text) > LONGEST:
        return [Line(number, None)]
    if number == 1:
        text = text.removeprefix(BYTE_ORDER_MARK)
    return [Line(number, text)] if text.strip() else []


def _portions(file: BinaryIO, at_once: int) -> Iterator[bytes]:
    gathered = b""
    while True:
        if len(gathered) >= at_once or not _is_ready(file):
            yield gathered
            gathered = b""
        data = file.read1(at_once)  # type: ignore[attr-defined]  # every buffered file has it, BinaryIO doesn't say so
        if not data:
            break
        gathered += data
    yield gathered


def _is_ready(file: BinaryIO) -> bool:
    """Whether reading needn't wait; it never does for a file on disk."""
    return bool(select.select([file], [], [], PAUSE)[0])
