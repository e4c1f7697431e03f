"""Months and days in Dutch words. Without Django, so that the calculator's own rooms can say a day too."""

from datetime import date

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def day_in_words(day: date) -> str:
    """4 maart 2027"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
