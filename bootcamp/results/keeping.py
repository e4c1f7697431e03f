"""How long we know who counted; the numbers are of the school and stay, without a name."""

from bootcamp.results.models import ResultChange, ResultMonth, ResultStart, StillAnswer
from portal import retention

BY_WHOM = "Zo ziet een school wie een aantal invulde. Het aantal is van de school en blijft, zonder naam."
for counted in (ResultStart, ResultMonth, StillAnswer):
    retention.keep(
        counted,
        months=24,
        why=BY_WHOM,
        expired=lambda day, rows=counted.objects: rows.filter(entered_at__date__lt=day, entered_by__isnull=False),
        forget=lambda rows: rows.update(entered_by=None),
    )
retention.keep(
    ResultChange,
    months=24,
    why="Zo zien mensen van een school wie een maand verbeterde en wat er eerst stond. Daarna blijft het zonder naam.",
    expired=lambda day: ResultChange.objects.filter(changed_at__date__lt=day, changed_by__isnull=False),
    forget=lambda rows: rows.update(changed_by=None),
)
