"""A number beside each row, from a subquery in SQL.

    Bootcamp.objects.annotate(taken=Number("SELECT COUNT(*) FROM seats_seat WHERE bootcamp_id = {this}"))

Django builds the same from `OuterRef` and `Subquery`, but that takes it longer than the database needs for the answer,
and on a page it happens each time. For what pages count on every visit.
"""

from typing import Any

from django.db.models import Func, IntegerField


class Number(Func):
    """`{this}` is the number of the row itself. Fixed words only: nothing that someone typed. No row counts as 0."""

    output_field = IntegerField()

    def __init__(self, sql: str, *, of: str = "pk", **extra: Any) -> None:
        inside = sql.format(this="%(expressions)s")
        super().__init__(of, template=f"COALESCE(({inside}), 0)", **extra)
