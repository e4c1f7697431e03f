"""What people choose from in this room: half-days, groups, functions, begin times, and what a school can arrange."""

from bootcamp.matching.solver import halves
from portal.text.words import listed

DAYS = {"ma": "maandag", "di": "dinsdag", "wo": "woensdag", "do": "donderdag", "vr": "vrijdag"}
PARTS = {"o": "ochtend", "m": "middag"}
HALF_WORDS = {half: f"{DAYS[half[:2]]}{PARTS[half[2]]}" for half in halves.HALVES}
HALF_CHOICES = list(HALF_WORDS.items())
GROUPS = [(str(number), f"groep {number}") for number in range(1, 9)]
FUNCTIONS = [
    ("leerkracht", "leerkracht"),
    ("vakleerkracht", "vakleerkracht"),
    ("intern begeleider", "intern begeleider"),
    ("onderwijsassistent", "onderwijsassistent"),
]
BEGINS = [
    ("08:15", "8.15 uur"),
    ("08:30", "8.30 uur"),
    ("08:45", "8.45 uur"),
    ("09:00", "9.00 uur"),
    ("09:15", "9.15 uur"),
]
NORMAL_BEGIN = "08:30"
ARRANGED = [
    ("opvang", "opvang op school tot 18.00 uur"),
    ("vrijdag", "op vrijdag om 14.30 uur weg kunnen"),
    ("begeleiding", "begeleiding in de eerste maanden"),
    ("overleg", "overleg op een vaste middag"),
]


def in_words(bits: int) -> str:
    """maandagochtend, dinsdag en donderdagmiddag"""
    words = []
    for day, both in zip(halves.DAYS, halves.DAY, strict=True):
        if bits & both == both:
            words.append(DAYS[day])
        else:
            words += [HALF_WORDS[half] for half in halves.names(bits & both)]
    return listed(words) if words else ""


def clock(time: str) -> str:
    """9.00 uur"""
    return f"{time.removeprefix('0').replace(':', '.')} uur"
