"""What changes in each part and why: the engine's own steps, at your hours and at your wish."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from calculator.engine.household import PensionKind
from calculator.engine.steps import Step
from calculator.household import parts
from calculator.household.parts import Part
from calculator.web.presentation.certainty import CERTAIN, of_rules
from calculator.web.presentation.outcome import Outcome, Side
from portal.text.money import euros, half_up, hours, signed


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
    slug: str = ""
    """Of its chapter in "Zo rekenen wij"."""


@dataclass(frozen=True)
class Plan:
    """Which steps belong together, and whose effect on what's left to spend is shown beside them."""

    title: str
    rules: tuple[str, ...]
    amount: Callable[[Side], int]
    period: str = "per maand"
    person: int | None = 0
    slug: str = ""
    is_of_fund: bool = False
    """Whether its chapter in "Zo rekenen wij" is that of the pension fund."""


PAY_AND_TAX = (
    Plan(
        "Brutoloon",
        ("minimumloon", "brutoloon_maand", "brutoloon_jaar"),
        lambda side: side.gross_month,
        slug="brutoloon",
    ),
    Plan("Pensioenpremie", ("pensioenpremie", "paww"), lambda side: -side.premium_month, is_of_fund=True),
    Plan(
        "Pensioen later",
        ("pensioenopbouw",),
        lambda side: side.pension_year,
        "bruto per jaar, na je AOW-leeftijd",
        is_of_fund=True,
    ),
    Plan(
        "Loonheffing",
        ("loonheffing", "nettoloon_maand", "tweede_baan"),
        lambda side: -side.loonheffing_month,
        slug="loonheffing",
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
        slug="bijzonder-tarief",
    ),
    Plan(
        "Arbeidskorting",
        ("arbeidskorting",),
        lambda side: side.tax(lambda tax: tax.arbeidskorting),
        "per jaar",
        slug="arbeidskorting",
    ),
    Plan(
        "Algemene heffingskorting",
        ("algemene_heffingskorting",),
        lambda side: side.tax(lambda tax: tax.algemene_heffingskorting),
        "per jaar",
        slug="algemene-heffingskorting",
    ),
    Plan(
        "Combinatiekorting",
        ("inkomensafhankelijke_combinatiekorting",),
        lambda side: side.tax(lambda tax: tax.combinatiekorting),
        "per jaar",
        slug="combinatiekorting",
    ),
    Plan(
        "Winst uit je bedrijf",
        ("winst", "zvw_bijdrage"),
        lambda side: 0 if side.me.business is None else side.at(side.me.business.taxable),
        "belast, per jaar",
        slug="winst",
    ),
    Plan(
        "Uitkering",
        ("uitkering",),
        lambda side: 0 if side.me.benefit is None else side.at(side.me.benefit.middle),
        "bruto, per jaar",
        slug="uitkeringen",
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
        lambda side: -side.tax(lambda tax: tax.due),
        "per jaar",
        slug="schijven",
    ),
    Plan(
        "Economisch zelfstandig",
        ("economische_zelfstandigheid",),
        lambda side: 0 if side.me.from_work is None else side.at(side.me.from_work.net_month),
        "netto met je werk, per maand",
        slug="economische-zelfstandigheid",
    ),
)
FUNDS = (PensionKind.ABP, PensionKind.PFZW)
JOINT_INCOME = "toetsingsinkomen"
"""Told once, before the first toeslag."""


def plans() -> list[Plan]:
    """In the order of the law."""
    first = next(part for part in parts.rows() if part.is_toeslag)
    titled = [part for part in parts.rows() if part.title]
    return [*PAY_AND_TAX, *(_of_part(part, before=(JOINT_INCOME,) if part is first else ()) for part in titled)]


def _of_part(part: Part, before: tuple[str, ...]) -> Plan:
    return Plan(
        part.title,
        (*before, *part.steps),
        lambda side: half_up(side.amount_year(part), 12),
        person=0 if part.is_personal else None,
        slug=part.slug,
    )


def explain(outcome: Outcome) -> list[Chapter]:
    """What changes first, then what stays; a part without steps in this household is left out."""
    every_part = (_chapter(outcome, plan) for plan in plans())
    chapters = [chapter for chapter in every_part if chapter.blocks]
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
        slug=_fund_slug(outcome) if plan.is_of_fund else plan.slug,
    )


def _fund_slug(outcome: Outcome) -> str:
    fund = outcome.request.people[0].pension
    return f"pensioen-{fund}" if fund in FUNDS else ""


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
    sentences = [list(_about_partner(side)) for side in (outcome.now, outcome.wish)]
    if any(sentences):
        steps = [step for step in outcome.steps if step.person == 1]
        yield Chapter(
            title="Inkomen en belasting van je partner",
            **_effect(outcome.changed(_partners_net), "per jaar"),
            zekerheid=of_rules(outcome, {step.rule for step in steps}, person=1) or CERTAIN,
            blocks=tuple(_blocks(outcome, *sentences)),
            laws=tuple(dict.fromkeys(step.wet for step in steps)),
        )


def _partners_net(side: Side) -> int:
    """As in its row of the tables: without what an own home changes."""
    return side.amount_year(parts.NET_PARTNER)


def _about_partner(side: Side) -> Iterator[str]:
    if side.partner is None:
        return
    partner, tax = side.partner, side.partner.tax
    gross, premium, box1 = map(side.at, (partner.pay.gross_year, partner.premium.year, tax.box1_income))
    if not gross and not box1 and not _partners_net(side):
        return
    if premium:
        yield f"Je partner verdient {euros(gross)} per jaar. Daar gaat {euros(premium)} pensioenpremie af."
    elif gross:
        yield f"Je partner verdient {euros(gross)} per jaar."
    if partner.business is not None:
        profit, taxable, zvw = map(side.at, (partner.business.profit, partner.business.taxable, partner.business.zvw))
        yield (
            f"Je partner maakt {euros(profit)} winst per jaar. Na aftrek is daarvan {euros(taxable)} belast. De "
            f"bijdrage voor de zorgverzekering daarover is {euros(zvw)}."
        )
    yield (
        f"In box 1 is het inkomen van je partner {euros(box1)}. Daarover is de belasting "
        f"{euros(side.at(tax.before_credits))}."
    )
    combination = side.at(tax.combinatiekorting)
    if combination:
        yield f"Je partner krijgt de combinatiekorting van {euros(combination)}, want jij verdient meer uit werk."
    elif side.at(side.me.tax.combinatiekorting):
        yield "De combinatiekorting is voor jou, want je partner verdient meer uit werk."
    credits = (
        tax.algemene_heffingskorting,
        tax.arbeidskorting,
        tax.combinatiekorting,
        tax.ouderenkorting,
        tax.alleenstaande_ouderenkorting,
    )
    due = max(side.at(tax.due), 0)
    yield f"Er gaan kortingen van {euros(sum(map(side.at, credits)))} af. De belasting is dan {euros(due)}."
    if paid_out := side.at(tax.uitbetaalde_heffingskorting):
        yield f"Je partner krijgt {euros(paid_out)} aan heffingskorting uitbetaald."


def _steps(outcome: Outcome, plan: Plan) -> tuple[dict[str, str], dict[str, str]]:
    """Sentence and law of a plan's steps, in the plan's order, at your hours and at your wish."""
    now: dict[str, str] = {}
    wish: dict[str, str] = {}
    for rule in plan.rules:
        for step in outcome.steps_by_rule.get(rule, ()):
            if step.person in (plan.person, None):
                sentences = step.sentences(0)
                now[sentences[0]] = wish[sentences[-1]] = step.wet
    return now, wish


def laws(steps: Sequence[Step]) -> list[str]:
    """Every source once, for the foot of the PDF."""
    return list(dict.fromkeys(step.wet for step in steps if step.rule != "te_besteden"))
