"""A paragraph that the board may begin its justification with: what it wrote itself, and what follows from the menu.
A concept; nothing in it is presented as law."""

from dataclasses import dataclass

from bootcamp.menu.sheets import MenuSheet
from portal.text.dates import day_in_words
from portal.text.words import listed

MISSING = "[vul in]"


@dataclass(frozen=True)
class DraftPart:
    title: str
    text: str
    is_missing: bool = False


def of(sheet: MenuSheet) -> list[DraftPart]:
    reason = sheet.reason
    written = {
        "Doel": reason.aim if reason else "",
        "Waarom dit": reason.why_this if reason else "",
        "Wat eerst is geprobeerd": reason.tried if reason else "",
        "Omvang": (reason.size if reason else "") or _size(sheet),
        "Duur": (reason.duration if reason else "") or _duration(sheet),
        "Naar rato": (reason.proportion if reason else "") or _proportion(sheet),
        "Wie het krijgt": (reason.for_whom if reason else "") or _for_whom(sheet),
        "Instemming van de MR": reason.consent if reason else "",
        "Terugkijken": day_in_words(reason.evaluated_on) if reason and reason.evaluated_on else "",
        "Wie tekent": reason.signed_by if reason else "",
    }
    return [DraftPart(title, text.strip() or MISSING, not text.strip()) for title, text in written.items()]


def _size(sheet: MenuSheet) -> str:
    if not sheet.options:
        return ""
    costs = [f"keuze {one.number} ({one.option.title}): {one.a_year} per jaar" for one in sheet.options]
    return f"Geschat, met de collega’s die jullie zelf noemden: {'; '.join(costs)}."


def _duration(sheet: MenuSheet) -> str:
    with_days = [f"keuze {one.number}: {one.days}" for one in sheet.options if one.days]
    return f"{'; '.join(with_days)}." if with_days else ""


def _proportion(sheet: MenuSheet) -> str:
    without = [f"keuze {one.number}" for one in sheet.options if not one.option.pro_rata]
    if not sheet.options:
        return ""
    return f"Niet naar rato: {listed(without)}." if without else "Alle keuzes zijn naar rato van de uren."


def _for_whom(sheet: MenuSheet) -> str:
    if not sheet.options:
        return ""
    said = [f"keuze {one.number}: {', '.join(_limits(one.option)) or 'iedereen'}" for one in sheet.options]
    return f"{'; '.join(said)}."


def _limits(option) -> list[str]:
    limits = []
    if option.min_hours:
        limits.append(f"vanaf {option.min_hours} uur per week")
    if option.for_expanding_only:
        limits.append("alleen wie meer gaat werken")
    if option.permanent_staff_only:
        limits.append("alleen vast personeel")
    if option.parents_only:
        limits.append("alleen ouders")
    return limits
