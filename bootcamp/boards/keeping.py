"""How long we know who wrote the frames of a board; the frames stay."""

from bootcamp.boards.models import BoardFrames, ProjectSupport
from portal import retention

retention.keep(
    BoardFrames,
    months=24,
    why="Zo weten scholen wie van het bestuur de kaders schreef. De kaders blijven, zonder naam.",
    expired=lambda day: BoardFrames.objects.filter(written_at__date__lt=day, written_by__isnull=False),
    forget=lambda rows: rows.update(written_by=None),
)
retention.goes_with_account(ProjectSupport, why="Dat je de scholen van je bestuur helpt, en hoe zij dat vragen.")
