"""Months and days in Dutch words. Without Django, so that the calculator's own rooms can say a day too."""

from datetime import date, datetime, timedelta

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def day_in_words(day: date) -> str:
    """4 maart 2027"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_in_words(day: date) -> str:
    """donderdag 4 maart: of a day that is near"""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def moment_in_words(moment: datetime) -> str:
    """4 maart 2027, 09.05"""
    return f"{day_in_words(moment)}, {moment:%H.%M}"


def how_long(span: timedelta) -> str:
    """3 minuten: in the largest measure of which there are two, since "1 uur" may be almost two."""
    seconds = max(0, int(span.total_seconds()))
    for size, word in ((86_400, "dagen"), (3600, "uur"), (60, "minuten")):
        if seconds >= 2 * size:
            return f"{seconds // size} {word}"
    return "1 seconde" if seconds == 1 else f"{seconds} seconden"
