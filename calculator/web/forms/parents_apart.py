"""A child whose parents live apart: who gets the kinderbijslag, and where the child lives."""

from django import forms

from calculator.rules.kinderopvang import SHARED_DAYS
from calculator.web.forms.base import NOT_A_CHOICE

US, OTHER_PARENT = "us", "other"
HERE, SHARED, THERE = "here", "shared", "there"
LIVES = {
    HERE: "Bij mij",
    SHARED: "Bij de andere ouder, en minstens drie dagen per week bij mij",
    THERE: "Bij de andere ouder, en minder dan drie dagen per week bij mij",
}


def kinderbijslag_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Wie krijgt de kinderbijslag?",
        required=False,
        initial=US,
        choices=[(US, "Ik of mijn partner"), (OTHER_PARENT, "De andere ouder, die ergens anders woont")],
        error_messages=NOT_A_CHOICE,
    )


def lives_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Waar staat dit kind ingeschreven?",
        required=False,
        initial=HERE,
        choices=list(LIVES.items()),
        error_messages=NOT_A_CHOICE,
        help_text="Dit telt voor de combinatiekorting en de huurtoeslag.",
    )


def lives(kinderbijslag: str | None, where: str | None) -> dict:
    """As the engine's contract writes it; nothing for a child of one household."""
    if kinderbijslag != OTHER_PARENT:
        return {}
    apart: dict = {"kinderbijslag": "other"}
    if where in (SHARED, THERE):
        apart |= {"registered": "other", "days_year": SHARED_DAYS if where == SHARED else 0}
    return {"lives": apart}
