"""How long we know who uploaded and released values; what was released stays."""

from calculator.releases.models import Release, ReleaseEvent
from portal import retention

WHY = "Zo kunnen we nagaan wie waarden uploadde en vrijgaf. De waarden zelf blijven, zonder naam."


def _forget_names(releases):
    return releases.update(uploaded_by=None, released_by=None)


def _forget_by_whom(events):
    return events.update(by=None)


retention.keep(
    Release,
    months=24,
    why=WHY,
    expired=Release.objects.that_name_someone_from_before,
    forget=_forget_names,
)
retention.keep(
    ReleaseEvent,
    months=24,
    why="Zo kunnen we nagaan wie wat deed met een bestand met waarden. Wat er gebeurde blijft, zonder naam.",
    expired=lambda day: ReleaseEvent.objects.filter(at__date__lt=day, by__isnull=False),
    forget=_forget_by_whom,
)
