"""Reading what was uploaded into rows, in the worker. Nothing of it counts until it is taken into use (deriving.py), so
a file that breaks halfway changes nothing: its rows go again."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO, cast

from bootcamp.facts import comparing
from bootcamp.facts.duo import reading
from bootcamp.facts.models import BoardRow, DeliveredFile, Delivery, SiteRow, YearsRow
from portal.files.tables import Unreadable

BATCH = 1000
Row = SiteRow | BoardRow | YearsRow


def read(delivery: Delivery) -> dict:
    """The report. With `faults` in it nothing was kept."""
    forget_rows(delivery)
    files, faults = [], []
    for file in delivery.files.order_by("pk"):
        try:
            files.append(_read_file(delivery, file))
        except Unreadable as reason:
            faults.append({"name": file.name, "why": str(reason)})
    faults += _twice(delivery)
    if faults:
        forget_rows(delivery)
        return {"files": files, "faults": faults}
    _busy(delivery, "vergelijken met wat er was")
    return {"files": files, "faults": [], **comparing.differences(delivery)}


def forget_rows(delivery: Delivery) -> None:
    for rows in (YearsRow, SiteRow, BoardRow):
        rows.objects.filter(file__delivery=delivery).delete()
    Delivery.objects.filter(pk=delivery.pk).update(rows_read=0)


def _busy(delivery: Delivery, words: str, rows: int = 0) -> None:
    """Seen at once by who waits, since this is no part of a larger transaction."""
    delivery.rows_read += rows
    Delivery.objects.filter(pk=delivery.pk).update(rows_read=delivery.rows_read, busy_with=words[:160])


def _read_file(delivery: Delivery, file: DeliveredFile) -> dict:
    _busy(delivery, file.name)
    with file.content.open("rb") as opened:
        duo = reading.DuoFile(cast(BinaryIO, opened))
        for batch in _batches(_row(file, record) for record in duo.records()):
            rows: Any = type(batch[0])._default_manager  # a file has rows of one kind only
            rows.bulk_create(batch)
            _busy(delivery, file.name, len(batch))
    file.kind, file.last_year, file.columns = duo.kind, duo.last_year, duo.columns
    file.save(update_fields=["kind", "last_year", "columns"])
    return {"name": file.name, "called": file.called, "last_year": file.last_year, **vars(duo.tally)}


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _row(file: DeliveredFile, record: reading.Site | reading.DuoBoard | reading.Series) -> Row:
    if isinstance(record, reading.Site):
        return SiteRow(file=file, **vars(record))
    if isinstance(record, reading.DuoBoard):
        return BoardRow(file=file, **vars(record))
    return YearsRow(file=file, **vars(record))


def _twice(delivery: Delivery) -> list[dict]:
    """Two files that would take each other's place."""
    slots: dict[tuple[str, int], str] = {}
    faults = []
    for file in delivery.files.exclude(kind="").order_by("pk"):
        other = slots.setdefault(file.slot, file.name)
        if other != file.name:
            why = f"Dit is dezelfde lijst van hetzelfde jaar als {other}. Upload er één van de twee."
            faults.append({"name": file.name, "why": why})
    return faults
