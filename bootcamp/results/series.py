"""What is published of results: by what it can be asked for, and what is counted. Fixed before anything is."""

from bootcamp.results.models import AFTER
from portal.blocks.settling import Subject, SubjectKind

SERIES = "resultaten"
SECTOR, REGION, COHORT, BOARD = LAYOUT = ("sector", "regio", "bootcampronde", "bestuur")
# Within the board, the round, the region, the sector; what is small then joins whoever is left.
DEPTHS = (4, 3, 2, 1, 0)
MONTHS_TO_FILL_IN = 1
"""After the end of a quarter; then it is published."""
FOR_GOOD, FOR_NOW, KEPT, FEWER, TALKED, ASKED = OPTIONS = (
    *("meer uren, vast", "meer uren, tijdelijk", "wilde minder en houdt de uren", "minder uren"),
    *("gesproken, nog geen verandering", "gevraagd, nog geen gesprek"),
)
STILL, STOPPED = "nog steeds meer", "niet meer"
OUTCOME, HOURS_MORE, HOURS_FEWER, HOURS_KEPT = range(4)
LATER = {after: 4 + place for place, after in enumerate(AFTER)}
SUBJECTS = [
    Subject("Wat eruit kwam", SubjectKind.CHOICE, OPTIONS),
    Subject("Uren per week erbij", SubjectKind.HOURS),
    Subject("Uren per week eraf", SubjectKind.HOURS),
    Subject("Uren per week die bleven", SubjectKind.HOURS),
    *(Subject(f"Na {after} maanden", SubjectKind.CHOICE, (STILL, STOPPED)) for after in AFTER),
]
