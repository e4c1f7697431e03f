"""What you'd have to do: only what applies to this household, with the official address."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.engine.household import PensionKind
from calculator.household import parts
from calculator.household.parts import Part
from calculator.web.presentation.outcome import Outcome
from calculator.web.presentation.words import A_LOT, changed_allowances
from portal.text.money import euros, half_up, hours, month
from portal.text.words import listed

FUNDS = {PensionKind.ABP: ("ABP", "https://www.mijnabp.nl"), PensionKind.PFZW: ("PFZW", "https://www.pfzw.nl")}
MY_TOESLAGEN = {"link": "https://www.toeslagen.nl", "link_text": "Naar toeslagen.nl"}
TAX_OFFICE = {"link": "https://www.belastingdienst.nl/voorlopige-aanslag", "link_text": "Naar belastingdienst.nl"}


@dataclass(frozen=True)
class Todo:
    title: str
    text: str
    link: str = ""
    link_text: str = ""
    step: str = ""
    """The step of our own questions to go to."""


def todo(outcome: Outcome) -> list[Todo]:
    return [
        *_second_wage(outcome),
        *_allowances(outcome),
        *_childcare(outcome),
        *_provisional_tax(outcome),
        *_student_debt(outcome),
        *_pension(outcome),
        *_talk(outcome),
    ]


def _second_wage(outcome: Outcome) -> Iterator[Todo]:
    if outcome.misses_a_wage:
        yield Todo(
            "Tel je andere loon erbij",
            "Deze werkgever past de loonheffingskorting niet toe. Komt dat door een andere baan? Vul dat loon dan in. "
            "Nu klopt je loonstrook wel, maar je belasting over het jaar en je toeslagen niet.",
            step="overig",
            link_text="Vul je andere loon in",
        )


def _allowances(outcome: Outcome) -> Iterator[Todo]:
    beginning = [part for part in parts.toeslagen() if _starts(outcome, part)]
    starts = [part.name for part in beginning]
    stops = [part.name for part in parts.toeslagen() if _starts(outcome, part, backwards=True)]
    fewer, more = changed_allowances(outcome)
    fewer = [name for name in fewer if name not in stops]
    more = [name for name in more if name not in starts]
    your = "Jullie" if outcome.together else "Je"
    said = []
    if fewer:
        said.append(f"{your} {listed(fewer)} {_one_or_more(fewer, 'wordt', 'worden')} lager.")
    if more:
        said.append(f"{your} {listed(more)} {_one_or_more(more, 'wordt', 'worden')} hoger.")
    if stops:
        said.append(f"{your} {listed(stops)} {_one_or_more(stops, 'stopt', 'stoppen')}.")
    if said:
        gets = "krijgen jullie" if outcome.together else "krijg je"
        pays = "jullie" if outcome.together else "je"
        why = f"Dan {gets} meteen het goede bedrag."
        if fewer or stops:
            why = (
                f"Wat {pays} te veel {'krijgen, betalen' if outcome.together else 'krijgt, betaal'} {pays} later terug."
            )
        text = f"{' '.join(said)} Geef {your.lower()} nieuwe inkomen binnen vier weken door. {why}"
        yield Todo(f"Geef {your.lower()} nieuwe inkomen door", text, **MY_TOESLAGEN)
    if starts:
        yield Todo(f"Vraag {listed(starts)} aan", _apply(outcome, beginning), **MY_TOESLAGEN)


def _apply(outcome: Outcome, starts: list[Part]) -> str:
    have = "hebben jullie" if outcome.together else "heb je"
    said = [f"Bij je wens {have} recht op {listed([part.name for part in starts])}."]
    by_itself = [part.with_article for part in starts if part.comes_by_itself]
    if len(by_itself) < len(starts):
        asks = "Jullie krijgen dat alleen als jullie het aanvragen."
        said.append(asks if outcome.together else "Je krijgt dat alleen als je het aanvraagt.")
    if by_itself:
        gets = "Hebben jullie" if outcome.together else "Heb je"
        said.append(
            f"{gets} al een andere toeslag? Dan {_one_or_more(by_itself, 'komt', 'komen')} {listed(by_itself)} vanzelf."
        )
    return " ".join(said)


def _one_or_more(names: list[str], one: str, several: str) -> str:
    return one if len(names) == 1 else several


def _starts(outcome: Outcome, part: Part, *, backwards: bool = False) -> bool:
    now, wish = outcome.now.amount_year(part), outcome.wish.amount_year(part)
    return now > 0 == wish if backwards else wish > 0 == now


def _childcare(outcome: Outcome) -> Iterator[Todo]:
    if not outcome.has_childcare or not outcome.extra_hours:
        return
    more = outcome.extra_hours > 0
    if outcome.request.care_follows:
        yield Todo(
            f"Regel {'meer' if more else 'minder'} opvang",
            f"{care_at_wish(outcome)} Geef het door aan de opvang zelf en aan toeslagen.nl.",
            step="kinderen",
            link_text="Pas de opvang aan",
        )
        return
    change = "Heb je een middag extra nodig?" if more else "Kan een kind een dag minder gaan?"
    yield Todo(
        f"Kijk of je {'meer' if more else 'minder'} opvang nodig hebt",
        f"We rekenden met evenveel uren opvang als nu. {change} Pas dat aan, dan kloppen de bedragen. Geef meer of "
        "minder opvang ook door aan de opvang zelf en aan toeslagen.nl.",
        step="kinderen",
        link_text="Pas de opvang aan",
    )


def care_at_wish(outcome: Outcome) -> str:
    """How many days, how much care and what that costs beyond what it costs now."""
    whole, wish = outcome.whole_year, outcome.hours_wish
    household = whole.wish.year.household
    days = household.workdays_at(int(wish * 100), 0)
    care = sum(household.children.care_hours(0)[whole.wish.place])
    change = -half_up(whole.changed(lambda side: side.parts_year["childcare"]), 12)
    pays = "Die kost jullie zelf" if outcome.together else "Die kost je zelf"
    dear = f"{euros(abs(change))} per maand {'meer' if change > 0 else 'minder'}" if half_up(change) else "evenveel"
    day = "dag" if days == 1 else "dagen"
    return f"Bij {hours(wish)} uur werk je {hours(days)} {day}, met {hours(care)} uur opvang per maand. {pays} {dear}."


def _provisional_tax(outcome: Outcome) -> Iterator[Todo]:
    """Not where there's income of which we don't know what was withheld."""
    people = range(len(outcome.request.people))
    if outcome.credit_elsewhere or any(outcome.other_income(one) or outcome.has_benefit(one) for one in people):
        return
    back = outcome.wish.household_settlement_year
    if back >= A_LOT:
        gets = "krijgen jullie" if outcome.together else "krijg je"
        want = "Willen jullie" if outcome.together else "Wil je"
        ask = "Vraag dan een voorlopige aanslag aan."
        yield Todo(
            "Vraag belastinggeld per maand terug",
            f"Bij de aangifte {gets} ongeveer {euros(back)} terug. {want} dat elke maand een stukje? {ask}",
            **TAX_OFFICE,
        )
    elif back <= -A_LOT:
        pays = "betalen jullie" if outcome.together else "betaal je"
        yield Todo(
            "Zet geld opzij voor de aangifte",
            f"Bij de aangifte {pays} ongeveer {euros(-back)} bij. Met een voorlopige aanslag {pays} dat in delen.",
            **TAX_OFFICE,
        )


def _student_debt(outcome: Outcome) -> Iterator[Todo]:
    """Only where your wish changes what DUO asks later."""
    debt = outcome.wish.year.amounts["student_debt"]
    now, later = outcome.wish.at(debt.year), 0 if debt.later is None else outcome.wish.at(debt.later)
    if half_up(month(later)) == half_up(month(now)):
        return
    whose = "jullie" if outcome.together else "je"
    first = f"betaal je eerst nog {euros(month(now))} per maand" if now else "hoef je eerst nog niets te betalen"
    then = f"betaal je bij je wens ongeveer {euros(month(later))} per maand" if later else "hoef je niets te betalen"
    yield Todo(
        "Reken op DUO over twee jaar",
        f"DUO kijkt naar {whose} inkomen van twee jaar geleden. Daarom {first}. Over twee jaar {then}.",
        "https://duo.nl/particulier/studieschuld-terugbetalen/",
        "Naar duo.nl",
    )


def _pension(outcome: Outcome) -> Iterator[Todo]:
    fund, address = FUNDS.get(outcome.request.people[0].pension, ("", ""))
    if not outcome.extra_hours or not fund or outcome.has_aow:
        return
    more = "meer" if outcome.extra_hours > 0 else "minder"
    change = outcome.whole_year.changed(lambda side: side.pension_year)
    how_much = f"Hoeveel dat is, zie je bij {fund}."
    if half_up(change):
        works = f"{hours(outcome.hours_wish)} uur werkt" if outcome.hours_wish else "niet werkt"
        how_much = (
            f"Naar schatting {euros(abs(change))} {more} per jaar, bruto, na je AOW-leeftijd. En dat voor elk jaar dat "
            f"je {works}."
        )
    yield Todo(
        "Bekijk je pensioen",
        f"Werk je {more}, dan bouw je ook {more} pensioen op. {how_much}",
        address,
        f"Naar {'MijnABP' if fund == 'ABP' else fund}",
    )


def _talk(outcome: Outcome) -> Iterator[Todo]:
    if not outcome.extra_hours:
        return
    title = "Praat erover op school" if outcome.in_school else "Praat erover op je werk"
    who = "je directeur om een Goed Gesprek" if outcome.in_school else "je leidinggevende om een gesprek"
    yield Todo(
        title,
        f"Vraag {who}: wat wil je, wat kan, en wat heb je daarvoor nodig? Neem de PDF mee. Achterin is ruimte om te "
        "schrijven.",
    )
