"""The answer in words. A loss is told as plainly as a gain, and more hours are never the better choice."""

from collections.abc import Callable, Iterator

from calculator.household import parts
from calculator.web.presentation import start
from calculator.web.presentation.outcome import Outcome, Side
from portal.text.money import euros, half_up, hours, signed
from portal.text.words import listed

WEEKS = 52
"""Paid weeks in a year."""
FELT = 12_00
"""Cents a year: a euro a month, from which a change is named."""
A_LOT = 120_00
"""Cents a year from which money back or to pay after the tax return is worth a warning."""


def question(outcome: Outcome) -> str:
    now, wish = hours(outcome.hours_now), hours(outcome.hours_wish)
    if outcome.extra_hours == 0:
        return f"Bij {now} uur per week, in {outcome.year}"
    since = f"vanaf {start.since(outcome)}" if outcome.start_month else f"in {outcome.year}"
    return f"Van {now} naar {wish} uur per week, {since}"


def title(outcome: Outcome) -> str:
    now, difference = outcome.now.disposable_month, outcome.difference_month
    short_of = "Jullie komen" if outcome.together else "Je komt"
    if outcome.extra_hours == 0:
        have = "Jullie hebben" if outcome.together else "Je hebt"
        return f"{short_of} {euros(-now)} per maand tekort" if now < 0 else f"{have} {euros(now)} per maand te besteden"
    you = "Jullie houden" if outcome.together else "Je houdt"
    if outcome.start_month:
        return _title_of_the_year(outcome, you)
    if now < 0 and outcome.wish.disposable_month < 0:
        if half_up(difference) == 0:
            return f"{short_of} evenveel tekort"
        return f"{short_of} {euros(abs(difference))} per maand {more_or_less(-difference)} tekort"
    if half_up(difference) == 0:
        return f"{you} evenveel over"
    return f"{you} {euros(abs(difference))} per maand {more_or_less(difference)} over"


def _title_of_the_year(outcome: Outcome, you: str) -> str:
    """Where the hours change in the course of it: then a month of the year is no month that anyone sees."""
    difference = outcome.difference_year
    if half_up(difference) == 0:
        return f"{you} in {outcome.year} evenveel over"
    return f"{you} in {outcome.year} {euros(abs(difference))} {more_or_less(difference)} over"


def more_or_less(amount: int) -> str:
    return "meer" if amount > 0 else "minder"


def short(outcome: Outcome) -> tuple[str, str]:
    """For the small sum beside the slider: the amount, and of what."""
    if outcome.start_month:
        whole = signed(outcome.whole_year.difference_month)
        return signed(outcome.difference_year), f"in {outcome.year}, en {whole} per maand in een heel jaar"
    return signed(outcome.difference_month), "per maand"


def lead(outcome: Outcome) -> list[str]:
    """Sentences under the answer: a year with what's in it, of each € 100, why, and what we can't know."""
    sentences = (_year(outcome), _of_each_hundred(outcome), _why(outcome), _second_wage(outcome))
    return [sentence for sentence in sentences if sentence]


def _year(outcome: Outcome) -> str:
    counted = _counted(outcome)
    if outcome.extra_hours == 0:
        year = f"Dat is {euros(outcome.now.disposable_year)} per jaar."
        return f"{year} {counted}Kies een ander aantal uren en zie wat er verandert."
    difference = outcome.difference_year
    if outcome.start_month:
        return f"{start.counts(outcome)} {start.in_a_whole_year(outcome)} {counted}".strip()
    if half_up(difference) == 0:
        return "Ook over het hele jaar is er geen verschil."
    if half_up(outcome.difference_month) == 0:
        return f"Over het hele jaar is het {euros(abs(difference))} {more_or_less(difference)}."
    return f"Dat is {euros(abs(difference))} per jaar. {counted}".strip()


def _counted(outcome: Outcome) -> str:
    """What comes once a year and yet is in the amount of a month."""
    names = [f"je {name}" for name in once_a_year(outcome)]
    of = outcome.now.household_settlement_year
    if outcome.extra_hours:
        of = outcome.changed(lambda side: side.household_settlement_year)
    if abs(of) >= FELT:
        names.append("jullie belastingaangifte" if outcome.together else "je belastingaangifte")
    if not names:
        return ""
    return f"{listed(names).capitalize()} {'telt' if len(names) == 1 else 'tellen'} mee. "


def once_a_year(outcome: Outcome) -> list[str]:
    """What you get once a year beside your months; a yearly allowance only comes on top of these."""
    pays = {
        "vakantiegeld": lambda payroll: payroll.holiday_net,
        "eindejaarsuitkering": lambda payroll: payroll.year_end_net,
    }
    return [name for name, net in pays.items() if outcome.now.payroll(net) or outcome.wish.payroll(net)]


def _of_each_hundred(outcome: Outcome) -> str:
    kept = outcome.per_hundred_gross
    if kept is None:
        return ""
    together, amount = outcome.together, euros(abs(kept) * 100)
    if outcome.extra_hours > 0:
        if kept > 0:
            return f"Van elke € 100 brutoloon erbij {'houden jullie' if together else 'houd je'} {amount} over."
        if kept == 0:
            return f"Van elke € 100 brutoloon erbij {'houden jullie' if together else 'houd je'} niets over."
        have = "jullie te besteden hebben" if together else "je te besteden hebt"
        return f"Bij elke € 100 brutoloon erbij gaat er {amount} af van wat {have}."
    if kept > 0:
        return f"Voor elke € 100 brutoloon minder {'leveren jullie' if together else 'lever je'} {amount} in."
    if kept == 0:
        return f"Voor elke € 100 brutoloon minder {'leveren jullie' if together else 'lever je'} niets in."
    return f"Voor elke € 100 brutoloon minder komt er {amount} bij."


def _why(outcome: Outcome) -> str:
    """Where the rest goes or comes from. Only what really changes is named."""
    if outcome.extra_hours == 0:
        return ""
    main = _taxes(outcome)
    fewer, more = changed_allowances(outcome)
    gets = "jullie krijgen" if outcome.together else "je krijgt"
    pieces = [f"minder {listed(fewer)}"] if fewer else []
    pieces += [f"meer {listed(more)}"] if more else []
    allowances = " en ".join(pieces)
    if main and len(pieces) == 1:
        sentences = [f"{main}, en {gets} {allowances}."]
    else:
        sentences = [f"{main}."] if main else []
        sentences += [f"{gets.capitalize()} {allowances}."] if allowances else []
    return " ".join([*sentences, *_benefit(outcome), *_travel(outcome)])


def _taxes(outcome: Outcome) -> str:
    tax = outcome.changed(lambda side: side.tax_due_year)
    premium = outcome.changed(lambda side: side.premium_year)
    changes = {"belasting": tax, "pensioen": premium}
    if outcome.extra_hours < 0:
        less = [name for name, change in changes.items() if change <= -FELT]
        pays = "Jullie betalen" if outcome.together else "Je betaalt"
        return f"{pays} minder {listed(less).replace('pensioen', 'pensioenpremie')}" if less else ""
    if half_up(outcome.difference_month) <= 0:
        return "Je loon stijgt, maar er gaat evenveel of meer af" if outcome.changed(gross_year) > 0 else ""
    goes = [name for name, change in changes.items() if change >= FELT]
    kept = outcome.per_hundred_gross
    return f"De rest gaat naar {listed(goes)}" if goes and kept is not None and kept < 100 else ""


def gross_year(side: Side) -> int:
    return side.gross_year


def _benefit(outcome: Outcome) -> Iterator[str]:
    if outcome.changed(lambda side: side.benefits_year) <= -FELT:
        yield "De uitkering wordt lager."


def _travel(outcome: Outcome) -> Iterator[str]:
    change = outcome.changed(lambda side: side.parts_year["commute_cost"])
    if abs(change) >= FELT:
        yield f"Je reiskosten worden {'hoger' if change < 0 else 'lager'}."


def _second_wage(outcome: Outcome) -> str:
    if not outcome.misses_a_wage:
        return ""
    return "Heb je nog een andere baan? Dat loon kennen we niet. Dan kloppen je belasting en je toeslagen niet."


def changed_allowances(outcome: Outcome) -> tuple[list[str], list[str]]:
    """The toeslagen that become lower and those that become higher, by at least a euro a month."""
    fewer, more = [], []
    for part in parts.toeslagen():
        change = outcome.wish.amount_year(part) - outcome.now.amount_year(part)
        if abs(change) >= FELT:
            (more if change > 0 else fewer).append(part.name)
    return fewer, more


def figures(outcome: Outcome) -> list[tuple[str, str]]:
    """Four amounts with what they are; the ordinary month and the yearly extras stand apart."""
    if outcome.extra_hours == 0:
        now = outcome.now
        return [
            (euros(now.net_month), _ordinary_month(outcome)),
            (euros(half_up(now.allowances_year, 12)), "aan toeslagen, per maand"),
            _extras(outcome, euros, now.special_net_year, now.household_settlement_year),
            (euros(now.premium_month), "pensioenpremie die je zelf betaalt, per maand"),
        ]
    weeks = WEEKS * start.months_of(outcome) / 12
    each_hour = outcome.difference_year / (float(abs(outcome.extra_hours)) * weeks)
    return [
        (signed(outcome.changed(lambda side: side.net_month)), _ordinary_month(outcome)),
        _allowances(outcome),
        _extras(
            outcome,
            signed,
            outcome.changed(lambda side: side.special_net_year),
            outcome.changed(lambda side: side.household_settlement_year),
        ),
        (
            signed(round(each_hour)),
            f"voor elk uur {'meer' if outcome.extra_hours > 0 else 'minder'}, {_weeks(outcome)}",
        ),
    ]


def _allowances(outcome: Outcome) -> tuple[str, str]:
    change = outcome.changed(lambda side: side.allowances_year)
    if outcome.start_month:
        return signed(change), f"aan toeslagen, over heel {outcome.year}"
    return signed(half_up(change, 12)), "aan toeslagen, per maand"


def _weeks(outcome: Outcome) -> str:
    if outcome.start_month:
        return f"vanaf {start.since(outcome)}"
    return f"{WEEKS} weken per jaar"


def _ordinary_month(outcome: Outcome) -> str:
    since = f" vanaf {outcome.new_table_in}" if outcome.new_table_in else ""
    return f"op je loonstrook, gewone maand{since}"


def _extras(outcome: Outcome, written: Callable[[int], str], special: int, settlement: int) -> tuple[str, str]:
    """What comes once a year and what the tax return does about it, as one figure with one sentence why: on such pay
    too much or too little is withheld, and the return sets that right."""
    names = once_a_year(outcome)
    paid = "vakantiegeld en eindejaar" if len(names) > 1 else names[0] if names else "vakantiegeld"
    whose = "jullie" if outcome.together else "je"
    why = (
        ": je werkgever houdt eerst te veel of te weinig in, de aangifte zet dat recht"
        if abs(settlement) >= A_LOT
        else ""
    )
    if any(outcome.has_benefit(person) for person in range(len(outcome.request.people))):
        why = ": de belasting over de uitkering rekenen we bij de aangifte"
    return written(special + settlement), f"{paid} en {whose} aangifte samen, netto per jaar{why}"
