"""What changes in each part and why: the engine's own steps, at your hours and at your wish."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from calculator.web.presentation.certainty import CERTAIN, of_rules
from calculator.web.presentation.outcome import Outcome, Side, cents
from portal.text.money import euros, half_up, hours, signed

CREDITS = (
    "algemene_heffingskorting",
    "arbeidskorting",
    "inkomensafhankelijke_combinatiekorting",
    "ouderenkorting",
    "alleenstaande_ouderenkorting",
)


@dataclass(frozen=True)
class Block:
    """Sentences that hold at the same hours; `at` is empty where they hold at both."""

    at: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    title: str
    change: str
    period: str
    zekerheid: str
    blocks: tuple[Block, ...]
    laws: tuple[str, ...]
    changes: bool


@dataclass(frozen=True)
class Plan:
    """Which steps belong together, and whose effect on what's left to spend is shown beside them."""

    title: str
    rules: tuple[str, ...]
    amount: Callable[[Side], int]
    period: str = "per maand"
    person: int | None = 0


def _monthly(name: str) -> Callable[[Side], int]:
    return lambda side: half_up(side.allowance_year(name), 12)


def _tax(name: str) -> Callable[[Side], int]:
    return lambda side: cents(side.me["income_tax"][name])


PLANS = (
    Plan("Brutoloon", ("minimumloon", "brutoloon_maand", "brutoloon_jaar"), lambda side: side.payroll("gross_month")),
    Plan("Pensioenpremie", ("pensioenpremie", "paww"), lambda side: -side.payroll("pension_premium_month")),
    Plan("Pensioen later", ("pensioenopbouw",), lambda side: side.pension_year, "bruto per jaar, na je AOW-leeftijd"),
    Plan(
        "Loonheffing",
        ("loonheffing", "nettoloon_maand", "tweede_baan"),
        lambda side: -side.payroll("loonheffing_month"),
    ),
    Plan(
        "Vakantiegeld en eindejaarsuitkering",
        (
            "vakantiegeld",
            "eindejaarsuitkering",
            "toelage",
            "meerurenbonus",
            "bijzonder_tarief",
            "vakantiegeld_netto",
            "eindejaarsuitkering_netto",
            "toelage_netto",
            "meerurenbonus_netto",
        ),
        lambda side: side.special_net_year,
        "netto per jaar",
    ),
    Plan("Arbeidskorting", ("arbeidskorting",), _tax("arbeidskorting"), "per jaar"),
    Plan("Algemene heffingskorting", ("algemene_heffingskorting",), _tax("algemene_heffingskorting"), "per jaar"),
    Plan(
        "Combinatiekorting",
        ("inkomensafhankelijke_combinatiekorting",),
        _tax("inkomensafhankelijke_combinatiekorting"),
        "per jaar",
    ),
    Plan(
        "Inkomstenbelasting",
        (
            "eigenwoningforfait",
            "eigen_woning",
            "verdeling_eigen_woning",
            "belasting_box_1",
            "tariefsaanpassing",
            "ouderenkorting",
            "alleenstaande_ouderenkorting",
            "jonggehandicaptenkorting",
            "uitbetaalde_heffingskorting",
            "inkomstenbelasting",
        ),
        lambda side: -_tax("due")(side),
        "per jaar",
    ),
    Plan("Zorgtoeslag", ("toetsingsinkomen", "zorgtoeslag"), _monthly("zorgtoeslag"), person=None),
    Plan("Huurtoeslag", ("huurtoeslag",), _monthly("huurtoeslag"), person=None),
    Plan("Kindgebonden budget", ("kindgebonden_budget",), _monthly("kindgebonden_budget"), person=None),
    Plan("Kinderopvangtoeslag", ("kinderopvangtoeslag",), _monthly("kinderopvangtoeslag"), person=None),
    Plan(
        "Kinderbijslag",
        ("kinderbijslag",),
        lambda side: half_up(side.parts_year["kinderbijslag"], 12),
        person=None,
    ),
    Plan("Reiskosten", ("reiskosten",), lambda side: half_up(side.parts_year["commute_cost"], 12)),
    Plan("Studieschuld", ("studieschuld",), lambda side: half_up(side.parts_year["student_debt"], 12)),
)


def explain(outcome: Outcome) -> list[Chapter]:
    """What changes first, then what stays; a part without steps in this household is left out."""
    found = [_chapter(outcome, plan) for plan in PLANS]
    chapters = [chapter for chapter in found if chapter.blocks]
    chapters += _partner(outcome)
    return sorted(chapters, key=lambda chapter: not chapter.changes)


def _chapter(outcome: Outcome, plan: Plan) -> Chapter:
    at_now, at_wish = _steps(outcome, plan)
    return Chapter(
        title=plan.title,
        **_effect(outcome.changed(plan.amount), plan.period),
        zekerheid=of_rules(outcome, plan.rules, person=plan.person) or CERTAIN,
        blocks=tuple(_blocks(outcome, list(at_now), list(at_wish))),
        laws=tuple(dict.fromkeys([*at_now.values(), *at_wish.values()])),
    )


def _effect(change: int, period: str) -> dict:
    if half_up(change) == 0:
        return {"change": "blijft gelijk", "period": "", "changes": False}
    return {"change": signed(change), "period": period, "changes": True}


def _blocks(outcome: Outcome, now: list[str], wish: list[str]) -> Iterator[Block]:
    """What's the same at both numbers of hours is said once."""
    both = tuple(sentence for sentence in now if sentence in wish)
    if both:
        yield Block("", both)
    for at, sentences in ((outcome.hours_now, now), (outcome.hours_wish, wish)):
        own = tuple(sentence for sentence in sentences if sentence not in both)
        if own:
            yield Block(f"Bij {hours(at)} uur", own)


def _partner(outcome: Outcome) -> Iterator[Chapter]:
    """Your partner's tax can change although your partner's work doesn't. The engine says "je" to whom a step is
    about, so here the partner's figures get sentences of their own."""
    told = [list(_about_partner(side)) for side in (outcome.now, outcome.wish)]
    if any(told):
        steps = [step for step in outcome.steps if step["person"] == 1]
        yield Chapter(
            title="Inkomen en belasting van je partner",
            **_effect(outcome.changed(_partners_net), "per jaar"),
            zekerheid=of_rules(outcome, {step["rule"] for step in steps}, person=1) or CERTAIN,
            blocks=tuple(_blocks(outcome, *told)),
            laws=tuple(dict.fromkeys(step["law"] for step in steps)),
        )


def _partners_net(side: Side) -> int:
    return cents(side.partner["net_year"]) if side.partner else 0


def _about_partner(side: Side) -> Iterator[str]:
    if side.partner is None:
        return
    partner, tax = side.partner, side.partner["income_tax"]
    gross, premium, box1 = (
        cents(euros) for euros in (partner["gross_year"], partner["pension_premium_year"], tax["box1_income"])
    )
    if not gross and not box1 and not _partners_net(side):
        return
    if premium:
        yield f"Je partner verdient {euros(gross)} per jaar. Daar gaat {euros(premium)} pensioenpremie af."
    elif gross:
        yield f"Je partner verdient {euros(gross)} per jaar."
    yield (
        f"In box 1 is het inkomen van je partner {euros(box1)}. Daarover is de belasting "
        f"{euros(cents(tax['before_credits']))}."
    )
    combination = cents(tax["inkomensafhankelijke_combinatiekorting"])
    if combination:
        yield f"Je partner krijgt de combinatiekorting van {euros(combination)}, want jij verdient meer uit werk."
    elif cents(side.me["income_tax"]["inkomensafhankelijke_combinatiekorting"]):
        yield "De combinatiekorting is voor jou, want je partner verdient meer uit werk."
    credits = sum(cents(tax[name]) for name in CREDITS)
    yield f"Er gaan kortingen van {euros(credits)} af. De belasting is dan {euros(max(cents(tax['due']), 0))}."
    if paid_out := cents(tax["uitbetaalde_heffingskorting"]):
        yield f"Je partner krijgt {euros(paid_out)} aan heffingskorting uitbetaald."


def _steps(outcome: Outcome, plan: Plan) -> tuple[dict[str, str], dict[str, str]]:
    """Sentence and law of a plan's steps, in the plan's order, at your hours and at your wish."""
    now: dict[str, str] = {}
    wish: dict[str, str] = {}
    for rule in plan.rules:
        steps = outcome.steps_by_rule.get(rule, [])
        for place, step in enumerate(steps):
            if step["person"] in (plan.person, None):
                (now if 2 * place < len(steps) else wish)[step["because"]] = step["law"]
    return now, wish


def laws(outcome: Outcome) -> list[str]:
    """Every source once, for the foot of the PDF."""
    return list(dict.fromkeys(step["law"] for step in outcome.steps if step["rule"] != "te_besteden"))
