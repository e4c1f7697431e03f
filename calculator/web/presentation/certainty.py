"""How sure each part of the answer is: as sure as the least sure rule in it."""

from calculator.engine.values import Zekerheid, least_sure
from calculator.web.presentation.outcome import Outcome

RULES_OF_PART = {
    "net": (
        "minimumloon",
        "brutoloon_jaar",
        "toelage",
        "meerurenbonus",
        "pensioenpremie",
        "paww",
        "tweede_baan",
        "eigenwoningforfait",
        "eigen_woning",
        "belasting_box_1",
        "tariefsaanpassing",
        "algemene_heffingskorting",
        "arbeidskorting",
        "inkomensafhankelijke_combinatiekorting",
        "ouderenkorting",
        "alleenstaande_ouderenkorting",
        "jonggehandicaptenkorting",
        "uitbetaalde_heffingskorting",
    ),
    "kindgebonden_budget": ("kindgebonden_budget",),
    "huurtoeslag": ("huurtoeslag",),
    "zorgtoeslag": ("zorgtoeslag",),
    "kinderbijslag": ("kinderbijslag",),
    "childcare": ("kinderopvangtoeslag",),
    "commute_cost": ("reiskosten",),
    "student_debt": ("studieschuld",),
}
CERTAIN = Zekerheid.BEVESTIGD.value
IN_PART = "deels"
"""Where something of it isn't in the sum, and the rest is."""


def of_rules(outcome: Outcome, rules, *, person: int | None = 0) -> str:
    """Empty when there are no steps for these rules."""
    found = [
        Zekerheid(step["zekerheid"])
        for rule in rules
        for step in outcome.steps_by_rule.get(rule, ())
        if step["person"] in (person, None)
    ]
    if not found:
        return ""
    there = [sure for sure in found if sure is not Zekerheid.ONTBREEKT]
    return IN_PART if there and len(there) < len(found) else least_sure(found).value


def of_part(outcome: Outcome, key: str) -> str:
    """Empty when all of it is certain, so that only doubt gets a mark."""
    if key == "net_partner":
        sure = of_rules(outcome, RULES_OF_PART["net"], person=1)
    else:
        sure = of_rules(outcome, RULES_OF_PART[key])
    return "" if sure == CERTAIN else sure
