"""Reading what was published: blocks and figures, and nothing else."""

from collections.abc import Iterable, Mapping

from portal.blocks.figures import Shown, is_inside
from portal.blocks.models import Block, Release, Texts
from portal.blocks.rule import Key


def shown(release: Release, subject: int, where: Mapping[str, str]) -> Shown | None:
    """The blocks that lie wholly inside the selection; nothing when there is none, or nothing yet."""
    blocks = list(release.blocks.prefetch_related("figures").order_by("pk"))
    inside = [block for block in blocks if block.is_inside(release.layout, where)]
    outside = [cell for block in blocks if block not in inside for cell in block.cells]
    left_out = [cell for cell in [*outside, *release.waiting] if is_inside([tuple(cell[0])], release.layout, where)]
    return total(release, inside, subject, left_out=_schools(release.layout, left_out))


def total(release: Release, blocks: Iterable[Block], subject: int, *, left_out: int = 0) -> Shown | None:
    """Of blocks of this release, or of others that ask the same."""
    blocks = list(blocks)
    if not blocks:
        return None
    asked = release.subjects[subject]
    stored = dict.fromkeys(asked.stored, 0)
    for block in blocks:
        for figure in block.figures.all():
            if figure.subject == subject:
                stored[figure.option] += figure.stored
    return Shown(asked, sum(block.people for block in blocks), stored, len(blocks), left_out)


def _schools(layout: list[str], cells: Iterable) -> int:
    """Each school once: in a layout that goes on below the school it stands in several cells."""
    if "school" not in layout:
        return sum(schools for _, schools in cells)
    upto = layout.index("school") + 1
    return len({tuple(key[:upto]) for key, _ in cells})


class Published:
    """Everything published in the series of these releases, in three queries however many there are."""

    def __init__(self, releases: Iterable[Release]):
        series = {release.series for release in releases}
        alike = Block.objects.filter(release__series__in=series).select_related("release")
        self.blocks = list(alike.prefetch_related("figures").order_by("pk")) if series else []
        texts = Texts.objects.filter(release__series__in=series).select_related("release")
        self.texts = list(texts.order_by("subject", "pk")) if series else []

    def blocks_with(self, release: Release, key: Key) -> list[Block]:
        """In which this cell counts, also when a later round took it along."""
        return [block for block in self.blocks if key in block.keys and block.release.asks_as(release)]

    def texts_with(self, release: Release, group: Key) -> list[Texts]:
        return [texts for texts in self.texts if list(group) in texts.groups and texts.release.asks_as(release)]
