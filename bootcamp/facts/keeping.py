"""How long we know who brought files in and who filled numbers in; the numbers stay."""

from bootcamp.facts.models import Delivery, OwnFigure
from portal import retention

retention.keep(
    Delivery,
    months=24,
    why="Zo kunnen we nagaan wie bestanden van DUO uploadde en in gebruik nam. De cijfers zelf blijven, zonder naam.",
    expired=Delivery.objects.that_name_someone_from_before,
    forget=lambda rows: rows.update(uploaded_by=None, applied_by=None),
)
retention.keep(
    OwnFigure,
    months=24,
    why="Zo ziet een school wie een getal invulde. Het getal is van de school en blijft, zonder naam.",
    expired=lambda day: OwnFigure.objects.filter(entered_at__date__lt=day, entered_by__isnull=False),
    forget=lambda rows: rows.update(entered_by=None),
)
