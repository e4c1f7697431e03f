"""What changes in each part and why: the engine's own steps, at your hours and at your wish."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from calculator.presentation.certainty import CERTAIN, of_rules
from calculator.presentation.money import half_up, hours, signed
from calculator.presentation.outcome import Outcome, Side


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


def _tax(name: str, person: int = 0) -> Callable[[Side], int]:
    return lambda side: round(100 * side.result["people"][person]["income_tax"][name])


PLANS = (
    Plan("Brutoloon", ("brutoloon_maand", "brutoloon_jaar"), lambda side: side.payroll("gross_month")),
    Plan("Pensioenpremie", ("pensioenpremie",), lambda side: -side.payroll("pension_premium_month")),
    Plan("Loonheffing", ("loonheffing", "nettoloon_maand"), lambda side: -side.payroll("loonheffing_month")),
    Plan(
        "Vakantiegeld en eindejaarsuitkering",
        (
            "vakantiegeld",
            "eindejaarsuitkering",
            "toelage",
            "bijzonder_tarief",
            "vakantiegeld_netto",
            "eindejaarsuitkering_netto",
            "toelage_netto",
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
        "Combinatiekorting van je partner",
        ("inkomensafhankelijke_combinatiekorting",),
        _tax("inkomensafhankelijke_combinatiekorting", 1),
        "per jaar",
        person=1,
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
    plans = [plan for plan in PLANS if plan.person != 1 or outcome.together]
    found = [_chapter(outcome, plan) for plan in plans]
    chapters = [chapter for chapter in found if chapter.blocks]
    return sorted(chapters, key=lambda chapter: not chapter.changes)


def _chapter(outcome: Outcome, plan: Plan) -> Chapter:
    change = plan.amount(outcome.wish) - plan.amount(outcome.now)
    at_now, at_wish = _steps(outcome, plan)
    return Chapter(
        title=plan.title,
        change=signed(change) if half_up(change) else "blijft gelijk",
        period=plan.period if half_up(change) else "",
        zekerheid=of_rules(outcome, plan.rules, person=plan.person) or CERTAIN,
        blocks=tuple(_blocks(outcome, list(at_now), list(at_wish), partner=plan.person == 1)),
        laws=tuple(dict.fromkeys([*at_now.values(), *at_wish.values()])),
        changes=half_up(change) != 0,
    )


def _blocks(outcome: Outcome, now: list[str], wish: list[str], *, partner: bool) -> Iterator[Block]:
    """What's the same at both numbers of hours is said once."""
    both = tuple(sentence for sentence in now if sentence in wish)
    who = "Voor je partner" if partner else ""
    if both:
        yield Block(who, both)
    for at, sentences in ((outcome.hours_now, now), (outcome.hours_wish, wish)):
        own = tuple(sentence for sentence in sentences if sentence not in both)
        if own:
            yield Block(f"{who + ', bij' if who else 'Bij'} {hours(at)} uur", own)


def _steps(outcome: Outcome, plan: Plan) -> tuple[dict[str, str], dict[str, str]]:
    """Sentence and law of a plan's steps at both numbers of hours; the engine gives all of the first, then the
    second."""
    half = len(outcome.steps) // 2
    return _of(outcome.steps[:half], plan), _of(outcome.steps[half:], plan)


def _of(steps, plan: Plan) -> dict[str, str]:
    mine = [step for step in steps if step["rule"] in plan.rules and step["person"] in (plan.person, None)]
    mine.sort(key=lambda step: plan.rules.index(step["rule"]))
    return {step["because"]: step["law"] for step in mine}


def laws(outcome: Outcome) -> list[str]:
    """Every source once, for the foot of the PDF."""
    return list(dict.fromkeys(step["law"] for step in outcome.steps if step["rule"] != "te_besteden"))
