"""How long we know what people want of their hours: until the day they chose, or until they withdraw it."""

from bootcamp.matching.models import (
    FormationRound,
    HoursWish,
    OpenPlace,
    OpenReason,
    RoundMove,
    RoundProposal,
    WishLook,
)
from portal import retention

retention.keep(
    HoursWish,
    months=0,
    why="Je wens blijft tot de dag die je zelf koos, hoogstens twaalf maanden. Trek je hem in, dan is hij meteen weg.",
    expired=lambda day: HoursWish.objects.filter(until__lt=day),
)
retention.keep(
    OpenPlace,
    months=12,
    why="Een jaar na de gesprekken van een ronde gaan de open plekken weg, met de naam van de duopartner.",
    expired=lambda day: OpenPlace.objects.filter(round__talks_until__lt=day),
)
retention.keep(
    FormationRound,
    months=24,
    why="Zo zien besturen wie een ronde begon. De ronde blijft, zonder naam.",
    expired=lambda day: FormationRound.objects.filter(talks_until__lt=day, began_by__isnull=False),
    forget=lambda rows: rows.update(began_by=None),
)
WITH_WISH = "Het hoort bij een wens en gaat met de wens weg, of een jaar na de gesprekken."
for part in (RoundProposal, RoundMove, OpenReason):
    retention.keep(
        part,
        months=12,
        why=WITH_WISH,
        expired=lambda day, rows=part.objects: rows.filter(round__talks_until__lt=day),
    )
retention.keep(
    WishLook,
    months=12,
    why="Zo zie je wie naar je wens keek. Het gaat weg met je wens.",
    expired=lambda day: WishLook.objects.filter(on__lt=day),
)
