"""Saying it kindly, the same everywhere."""

from portal.blocks.figures import Shown

WHY = (
    "We tellen pas als de vragenlijst dicht is, en altijd van minstens vijf mensen samen. Elk aantal kan er een paar "
    "naast zitten: dat doen we met opzet, zodat niemand kan uitrekenen wat één collega antwoordde."
)
TOO_FEW = (
    "Nog te weinig antwoorden. We laten iets zien van minstens vijf mensen samen. De antwoorden zijn niet weg: ze "
    "tellen straks mee met een andere groep."
)


def about(shown: Shown, option: str) -> str:
    number = shown.counts[option]
    if number == 0:
        return "(bijna) niemand"
    return "(bijna) iedereen" if number == shown.people else str(number)


def turnout(at_least: int) -> str:
    return f"{at_least} of meer mensen antwoordden." if at_least else ""


def joined(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} en {names[-1]} samen: één groep was te klein om apart te laten zien."
