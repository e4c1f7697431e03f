"""A child whose parents live apart: who gets the kinderbijslag, and where the child lives."""

from django import forms

from calculator.rules.kinderopvang import SHARED_DAYS
from calculator.web.forms.base import optional_choice

US, OTHER_PARENT = "us", "other"
HERE, SHARED, THERE = "here", "shared", "there"
LIVES = {
    HERE: "Bij mij",
    SHARED: "Bij de andere ouder, en minstens drie dagen per week bij mij",
    THERE: "Bij de andere ouder, en minder dan drie dagen per week bij mij",
}


def kinderbijslag_field() -> forms.ChoiceField:
    choices = [(US, "Ik of mijn partner"), (OTHER_PARENT, "De andere ouder, die ergens anders woont")]
    return optional_choice("Wie krijgt de kinderbijslag?", choices)


def lives_field() -> forms.ChoiceField:
    return optional_choice(
        "Waar staat dit kind ingeschreven?",
        list(LIVES.items()),
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
