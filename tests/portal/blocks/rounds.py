"""A round of questions as tests make them: two schools' worth of people answer a scale, a yes or no and a text."""

from datetime import UTC, datetime, timedelta

from portal.blocks import answering
from portal.blocks.models import Release
from portal.blocks.settling import YES, Subject, SubjectKind

CLOSES = datetime(2027, 3, 18, 17, tzinfo=UTC)
OPEN = CLOSES - timedelta(days=1)
SCALE, WANTS, TEXT = range(3)
SUBJECTS = [
    Subject("Het was de moeite waard.", SubjectKind.CHOICE, ("1", "2", "3", "4", "5")),
    Subject("Wil je meer uren?", SubjectKind.YES_NO),
    Subject("Wat kan beter?", SubjectKind.TEXT),
]


def make_release(*, closes_at=CLOSES, series="proef", layout=("groep",), depths=(1, 0), subjects=SUBJECTS):
    release = Release(series=series, layout=list(layout), depths=list(depths), closes_at=closes_at)
    release.subjects = subjects
    release.save()
    return release


def everyone_answers(release, how_many, *, group="a", score="4", text="", now=OPEN, first=0):
    """Each of a school of their own."""
    for number in range(first, first + how_many):
        who = f"{group}-{number}"
        said = {SCALE: score, WANTS: YES, **({TEXT: f"{text} {number}"} if text else {})}
        assert answering.answer(release, group=(group,), who=who, school=who, said=said, now=now)
