"""One line about each term of the explanation, with the page that tells more; both come from "Zo rekenen wij"."""

from dataclasses import dataclass

from calculator.method.chapters import chapters
from calculator.presentation.outcome import Outcome

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


def term(title: str, outcome: Outcome) -> Term | None:
    """None for a chapter that has no page of its own, such as that of the partner."""
    fund = outcome.document["people"][0].get("pension", "abp")
    slug = FUNDS.get(str(fund)) if title in OF_A_FUND else SLUGS.get(title)
    return Term(slug, chapters()[slug].wat) if slug else None
