"""One line about each term of the explanation, with the page that tells more; both come from "Zo rekenen wij"."""

from dataclasses import dataclass

from calculator.method.chapters import chapters
from calculator.web.presentation.explanation import Chapter


@dataclass(frozen=True)
class Term:
    slug: str
    what: str


def with_terms(explained: list[Chapter]) -> list[tuple[Chapter, Term | None]]:
    """Each chapter with its term; None for one that has no page of its own, such as that of the partner."""
    pages = chapters()
    return [(chapter, Term(chapter.slug, pages[chapter.slug].wat) if chapter.slug else None) for chapter in explained]
