"""How long this room keeps what people wrote. What waits is kept, and forgotten, by publishing."""

from portal import retention
from portal.blocks.models import Texts

retention.keep(
    Texts,
    months=12,
    why="In een open antwoord kan iets over een mens staan. De getallen blijven; die horen bij niemand.",
    expired=lambda day: Texts.objects.filter(release__closes_at__date__lt=day),
)
