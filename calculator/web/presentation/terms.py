"""One line about each term of the explanation, with the page that tells more; both come from "Zo rekenen wij"."""

from dataclasses import dataclass

from calculator.method.chapters import chapters
from calculator.web.presentation.explanation import Chapter
from calculator.web.presentation.outcome import Outcome

SLUGS = {
    "Brutoloon": "brutoloon",
    "Loonheffing": "loonheffing",
    "Vakantiegeld en eindejaarsuitkering": "bijzonder-tarief",
    "Arbeidskorting": "arbeidskorting",
    "Algemene heffingskorting": "algemene-heffingskorting",
    "Combinatiekorting": "combinatiekorting",
    "Inkomstenbelasting": "schijven",
    "Zorgtoeslag": "zorgtoeslag",
    "Huurtoeslag": "huurtoeslag",
    "Kindgebonden budget": "kindgebonden-budget",
    "Kinderopvangtoeslag": "kinderopvangtoeslag",
    "Kinderbijslag": "kinderbijslag",
    "Reiskosten": "reiskosten",
    "Studieschuld": "studieschuld",
}
FUNDS = {"abp": "pensioen-abp", "pfzw": "pensioen-pfzw"}
OF_A_FUND = ("Pensioenpremie", "Pensioen later")


@dataclass(frozen=True)
class Term:
    slug: str
    what: str


def with_terms(told: list[Chapter], outcome: Outcome) -> list[tuple[Chapter, Term | None]]:
    """Each chapter with its term; None for one that has no page of its own, such as that of the partner."""
    pages = chapters()
    slugs = SLUGS | dict.fromkeys(OF_A_FUND, FUNDS.get(str(outcome.document["people"][0].get("pension", "abp"))))
    return [(chapter, Term(slug, pages[slug].wat) if (slug := slugs.get(chapter.title)) else None) for chapter in told]
