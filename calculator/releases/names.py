"""What people call a value of a rule: as on the pages of "Zo rekenen wij"."""

import functools

from calculator.method.chapters import Chapter, all_groups
from calculator.releases.document import Path, named
from calculator.releases.kinds import Rule


def name_of(rule: Rule, path: Path) -> str:
    """As in the file where the pages have no word for it, such as the rows of a table."""
    chapter = _chapters().get(rule.name)
    counted = tuple(piece + 1 if isinstance(piece, int) else piece for piece in path)
    if chapter is None:
        return named(path)
    try:
        return ": ".join(chapter.name(counted[:end]) for end in range(1, len(counted) + 1))
    except KeyError:
        return named(path)


@functools.cache
def _chapters() -> dict[str, Chapter]:
    return {values.rule: chapter for group in all_groups() for chapter in group.chapters for values in chapter.values}
