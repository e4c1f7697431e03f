"""Two colleagues, each releasing another file several times at once: what they got to hear and what is released.

Both files were checked over the same values, so only one of them may be released: the other has to be checked again.
"""

from collections import Counter

from django.utils import timezone

from calculator.releases import actions
from calculator.releases.models import Release, ReleaseEvent
from portal.people.access import Role
from tests.calculator.releases.released import make_release, support_staff, zorg
from tests.factories import make_user
from tests.race import at_once, meet_after

CLICKS = 4


def answer(outcome):
    if isinstance(outcome, actions.NotPossible):
        return "opnieuw nakijken" if "opnieuw nakijken" in str(outcome) else str(outcome)
    return type(outcome).__name__ if isinstance(outcome, Exception) else "vrijgegeven"


def race():
    uploader = make_user(Role.HPP, password=None)
    people = [make_user(Role.HPP, password=None) for _ in range(2)]
    releases = [
        make_release(zorg(2027, premium=2200), by=uploader, checked=True),
        make_release(by=uploader, checked=True, **support_staff()),
    ]
    today = timezone.localdate()

    def click(release, person):
        now = timezone.now()
        return actions.release(release.pk, by=person, uses_from=today, has_looked=True, now=now, today=today)

    pairs = [pair for pair in zip(releases, people, strict=True) for _ in range(CLICKS)]
    outcomes = at_once(*[lambda pair=pair: click(*pair) for pair in pairs])
    return {
        "heard": [Counter(map(answer, outcomes[:CLICKS])), Counter(map(answer, outcomes[CLICKS:]))],
        "released": Release.objects.in_order().count(),
        "written": ReleaseEvent.objects.filter(kind="vrij").count(),
    }


def take_the_lock_out():
    """Everyone looks before anyone writes."""
    actions._lock_all = lambda: None
    meet_after(actions, "_refuse_release", number=2 * CLICKS)
