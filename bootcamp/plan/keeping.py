"""How long we keep a plan, and what was said about it."""

from bootcamp.plan.models import Plan, PlanAction, PlanAnswer, PlanComment, PlanVersion, ReactionsRead
from portal import retention

retention.keep(
    Plan,
    months=24,
    why="In een plan staan namen. Wordt er twee jaar niets in gewijzigd, dan gaat het weg met alles wat erbij hoort.",
    expired=lambda day: Plan.objects.filter(changed_at__date__lt=day),
)
BY_WHOM = "Zo zien mensen die samen aan een plan schrijven wie iets wijzigde. Daarna blijft de tekst, zonder naam."
for typed in (PlanAnswer, PlanAction):
    retention.keep(
        typed,
        months=24,
        why=BY_WHOM,
        expired=lambda day, rows=typed.objects: rows.filter(changed_at__date__lt=day, changed_by__isnull=False),
        forget=lambda rows: rows.update(changed_by=None),
    )
retention.keep(
    PlanVersion,
    months=24,
    why="Zo kun je terug naar een plan van eerder, en zie je van wie het kwam.",
    expired=lambda day: PlanVersion.objects.filter(saved_at__date__lt=day),
)
retention.goes_with_account(PlanComment, why="Je reacties op plannen.")
retention.goes_with_account(ReactionsRead, why="Tot waar je reacties op jullie plan las.")
