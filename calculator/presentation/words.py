"""The answer in words. A loss is told as plainly as a gain, and more hours are never the better choice."""

from calculator.presentation.money import euros, half_up, hours, signed
from calculator.presentation.outcome import ALLOWANCES, Outcome

NAMES = {
    "zorgtoeslag": "zorgtoeslag",
    "huurtoeslag": "huurtoeslag",
    "kindgebonden_budget": "kindgebonden budget",
    "kinderopvangtoeslag": "kinderopvangtoeslag",
}
WEEKS = 52
"""Paid weeks in a year."""


def question(outcome: Outcome) -> str:
    now, wish = hours(outcome.hours_now), hours(outcome.hours_wish)
    if outcome.extra_hours == 0:
        return f"Bij {now} uur per week, in {outcome.year}"
    return f"Van {now} naar {wish} uur per week, in {outcome.year}"


def title(outcome: Outcome) -> str:
    you = "Jullie houden" if outcome.together else "Je houdt"
    if outcome.extra_hours == 0:
        have = "Jullie hebben" if outcome.together else "Je hebt"
        return f"{have} {euros(outcome.now.disposable_month)} per maand te besteden"
    difference = outcome.difference_month
    if half_up(difference) == 0:
        return f"{you} evenveel over"
    return f"{you} {euros(abs(difference))} per maand {'meer' if difference > 0 else 'minder'} over"


def short(outcome: Outcome) -> str:
    """For the small sum beside the slider."""
    return signed(outcome.difference_month)


def lead(outcome: Outcome) -> list[str]:
    """Sentences under the answer: a year, of each € 100, why."""
    return [sentence for sentence in (_year(outcome), _of_each_hundred(outcome), _why(outcome)) if sentence]


def _year(outcome: Outcome) -> str:
    if outcome.extra_hours == 0:
        return (
            f"Dat is {euros(outcome.now.disposable_year)} per jaar, met vakantiegeld en eindejaarsuitkering erbij. "
            "Kies een ander aantal uren en zie wat er verandert."
        )
    if half_up(outcome.difference_month) == 0:
        return f"Het scheelt {euros(abs(outcome.difference_year))} per jaar."
    return (
        f"Dat is {euros(abs(outcome.difference_year))} per jaar, met vakantiegeld en eindejaarsuitkering meegerekend."
    )


def _of_each_hundred(outcome: Outcome) -> str:
    kept = outcome.per_hundred_gross
    if kept is None:
        return ""
    you = "houden jullie" if outcome.together else "houd je"
    if outcome.extra_hours > 0:
        if kept > 0:
            return f"Van elke € 100 brutoloon erbij {you} {euros(kept * 100)} over."
        return f"Bij elke € 100 brutoloon erbij gaat er {euros(-kept * 100)} af van wat je te besteden hebt."
    lose = "leveren jullie" if outcome.together else "lever je"
    if kept > 0:
        return f"Voor elke € 100 brutoloon minder {lose} {euros(kept * 100)} in."
    return f"Voor elke € 100 brutoloon minder komt er {euros(-kept * 100)} bij."


def _why(outcome: Outcome) -> str:
    if outcome.extra_hours == 0:
        return ""
    fewer, more = changed_allowances(outcome)
    tax = "De rest gaat naar belasting en pensioen"
    if outcome.extra_hours < 0:
        tax = "Je betaalt minder belasting en pensioen"
    if outcome.difference_month <= 0 < outcome.extra_hours:
        tax = "Je loon stijgt, maar er gaat meer af"
    owner = "jullie krijgen" if outcome.together else "je krijgt"
    if fewer and more:
        return f"{tax}. {owner.capitalize()} minder {listed(fewer)} en meer {listed(more)}."
    if fewer:
        return f"{tax}, en {owner} minder {listed(fewer)}."
    if more:
        return f"{tax}, en {owner} meer {listed(more)}."
    return f"{tax}."


def changed_allowances(outcome: Outcome) -> tuple[list[str], list[str]]:
    """The toeslagen that become lower and those that become higher, by at least a euro a month."""
    fewer, more = [], []
    for name in ALLOWANCES:
        change = outcome.wish.allowance_year(name) - outcome.now.allowance_year(name)
        if abs(change) >= 12_00:
            (more if change > 0 else fewer).append(NAMES[name])
    return fewer, more


def listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def figures(outcome: Outcome) -> list[tuple[str, str]]:
    """Four amounts with what they are; the ordinary month and the yearly extras stand apart."""
    if outcome.extra_hours == 0:
        now = outcome.now
        return [
            (euros(now.payroll("net_month")), "op je loonstrook, gewone maand"),
            (euros(half_up(now.allowances_year, 12)), "aan toeslagen, per maand"),
            (euros(now.special_net_year), "vakantiegeld en eindejaar, netto per jaar"),
            (euros(now.payroll("pension_premium_month")), "pensioenpremie die je zelf betaalt, per maand"),
        ]
    now, wish = outcome.now, outcome.wish
    worked = outcome.difference_year / float(abs(outcome.extra_hours) * WEEKS)
    per_hour = "voor elk uur dat je meer werkt" if outcome.extra_hours > 0 else "voor elk uur dat je minder werkt"
    return [
        (signed(wish.payroll("net_month") - now.payroll("net_month")), "op je loonstrook, gewone maand"),
        (signed(half_up(wish.allowances_year - now.allowances_year, 12)), "aan toeslagen, per maand"),
        (signed(wish.special_net_year - now.special_net_year), "vakantiegeld en eindejaar, netto per jaar"),
        (signed(round(worked)), per_hour),
    ]
