"""What you'd have to do: only what applies to this household, with the official address."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.presentation.money import euros, month
from calculator.presentation.outcome import ALLOWANCES, Outcome
from calculator.presentation.words import NAMES, changed_allowances, listed

A_LOT = 120_00
"""Cents a year from which money back or to pay is worth a warning."""


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
        *_allowances(outcome),
        *_childcare(outcome),
        *_provisional_tax(outcome),
        *_student_debt(outcome),
        *_pension(outcome),
        *_talk(outcome),
    ]


def _allowances(outcome: Outcome) -> Iterator[Todo]:
    starts = [NAMES[name] for name in ALLOWANCES if _starts(outcome, name)]
    stops = [NAMES[name] for name in ALLOWANCES if _starts(outcome, name, backwards=True)]
    fewer, more = changed_allowances(outcome)
    fewer = [name for name in fewer if name not in stops]
    more = [name for name in more if name not in starts]
    your = "Jullie" if outcome.together else "Je"
    said = []
    if fewer:
        said.append(f"{your} {listed(fewer)} {_becomes(fewer)} lager.")
    if more:
        said.append(f"{your} {listed(more)} {_becomes(more)} hoger.")
    if stops:
        said.append(f"{your} {listed(stops)} {'stopt' if len(stops) == 1 else 'stoppen'}.")
    if said:
        why = "Dan hoef je later niets terug te betalen." if fewer or stops else "Dan krijg je meteen wat je toekomt."
        text = f"{' '.join(said)} Geef je nieuwe inkomen binnen vier weken door. {why}"
        yield Todo("Geef je nieuwe inkomen door", text, "https://www.toeslagen.nl", "Naar Mijn toeslagen")
    if starts:
        yield Todo(
            f"Vraag {listed(starts)} aan",
            f"Bij je wens hebben jullie recht op {listed(starts)}. Je krijgt dat alleen als je het aanvraagt."
            if outcome.together
            else f"Bij je wens heb je recht op {listed(starts)}. Je krijgt dat alleen als je het aanvraagt.",
            "https://www.toeslagen.nl",
            "Naar toeslagen.nl",
        )


def _becomes(names: list[str]) -> str:
    return "wordt" if len(names) == 1 else "worden"


def _starts(outcome: Outcome, name: str, *, backwards: bool = False) -> bool:
    now, wish = outcome.now.allowance_year(name), outcome.wish.allowance_year(name)
    return now > 0 == wish if backwards else wish > 0 == now


def _childcare(outcome: Outcome) -> Iterator[Todo]:
    if outcome.has_childcare and outcome.extra_hours > 0:
        yield Todo(
            "Kijk of je meer opvang nodig hebt",
            "We rekenden met evenveel uren opvang als nu. Heb je een middag extra nodig? Pas dat aan, dan kloppen "
            "de bedragen. Geef meer of minder opvang ook door aan de opvang zelf en aan toeslagen.nl.",
            step="kinderen",
            link_text="Pas de opvang aan",
        )


def _provisional_tax(outcome: Outcome) -> Iterator[Todo]:
    back = outcome.wish.settlement_year + outcome.wish.partner_settlement_year
    who = "jullie" if outcome.together else "je"
    if back >= A_LOT:
        yield Todo(
            "Krijg je belasting terug in stukjes",
            f"Bij de aangifte krijgen {who} ongeveer {euros(back)} terug. Wil je dat elke maand? Vraag een voorlopige "
            "aanslag aan."
            if outcome.together
            else f"Bij de aangifte krijg je ongeveer {euros(back)} terug. Wil je "
            "dat elke maand? Vraag een voorlopige aanslag aan.",
            "https://www.belastingdienst.nl/voorlopige-aanslag",
            "Naar belastingdienst.nl",
        )
    elif back <= -A_LOT:
        yield Todo(
            "Zet geld opzij voor de aangifte",
            f"Bij de aangifte betaal{'' if not outcome.together else 'en'} {who} ongeveer {euros(-back)} bij. Met een "
            "voorlopige aanslag betaal je dat in delen.",
            "https://www.belastingdienst.nl/voorlopige-aanslag",
            "Naar belastingdienst.nl",
        )


def _student_debt(outcome: Outcome) -> Iterator[Todo]:
    later = round(100 * outcome.wish.result["student_debt_year_later"])
    if not outcome.wish.parts_year["student_debt"] and not later:
        return
    yield Todo(
        "Reken op DUO over twee jaar",
        "DUO kijkt naar je inkomen van twee jaar geleden. Bij je wens wordt het bedrag dan ongeveer "
        f"{euros(month(later))} per maand.",
        "https://duo.nl/particulier/studieschuld-terugbetalen/",
        "Naar duo.nl",
    )


def _pension(outcome: Outcome) -> Iterator[Todo]:
    if outcome.extra_hours == 0 or outcome.document["people"][0].get("pension", "abp") != "abp":
        return
    more = "meer" if outcome.extra_hours > 0 else "minder"
    yield Todo(
        "Bekijk je pensioen",
        f"Werk je {more}, dan bouw je ook {more} pensioen op. Hoeveel dat is, zie je bij ABP. Wij rekenen alleen de "
        "premie die je nu betaalt.",
        "https://www.mijnabp.nl",
        "Naar MijnABP",
    )


def _talk(outcome: Outcome) -> Iterator[Todo]:
    if outcome.extra_hours:
        yield Todo(
            "Praat erover op school",
            "Vraag je directeur om een Goed Gesprek: wat wil je, wat kan, en wat heb je daarvoor nodig? Neem de PDF "
            "mee. Achterin is ruimte om te schrijven.",
        )
