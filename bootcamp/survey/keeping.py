from bootcamp.survey.models import Survey
from portal import retention

retention.keep(
    Survey,
    months=24,
    why="Zo weet een school wie de vragenlijst opende. Daarna blijft de uitkomst, zonder naam.",
    expired=lambda day: Survey.objects.filter(opened_at__date__lt=day, opened_by__isnull=False),
    forget=lambda rows: rows.update(opened_by=None),
)
