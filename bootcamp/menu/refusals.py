"""What a menu can't hold: an amount that depends on someone's household. The kinds explain one amount for all, and a
board never sees whose household is which."""

import re

SAME_FOR_ALL = (
    "Een bedrag per huishouden kan niet. Kies één bedrag voor iedereen. De voorbeelden laten zien wat elk huishouden "
    "daarvan overhoudt; jullie zien nooit wie dat is."
)
OF_A_HOUSEHOLD = (
    *("alleenstaand", "alleenwonend", "alleenverdien", "kostwinner", "getrouwd", "gehuwd", "samenwon", "ongehuwd"),
    *("partner", "stellen", "gezin", "huishoud", "huurder", "huurhuis", "huurwoning", "koophuis", "koopwoning"),
    *("huurtoeslag", "zorgtoeslag", "kindgebonden", "per kind"),
)
NUMBERS = re.compile(r"[0-9][0-9.,]*")


def is_by_household(text: str) -> bool:
    """Whether it names a number and a kind of household in one breath."""
    lower = text.lower()
    return any(word in lower for word in OF_A_HOUSEHOLD) and any(letter.isdigit() for letter in lower)


def is_several_amounts(text: str) -> bool:
    return len(NUMBERS.findall(text)) > 1
