"""How long mails are kept: as the kinds say. A kind that is no longer made goes with the rest."""

from datetime import date
from functools import partial

from portal import retention
from portal.post import kinds
from portal.post.kinds import TWO_YEARS, Keeping
from portal.post.models import Letter, LetterQuerySet


def _written_before(day: date, keeping: Keeping) -> LetterQuerySet:
    others = [kind.name for kind in kinds.KINDS.values() if kind.keeping != keeping]
    own = [kind.name for kind in kinds.KINDS.values() if kind.keeping == keeping]
    letters = Letter.objects.filter(written_at__date__lt=day)
    return letters.exclude(kind__in=others) if keeping == TWO_YEARS else letters.filter(kind__in=own)


def register() -> None:
    for keeping in sorted(kinds.keepings(), key=lambda keeping: keeping.name):
        retention.keep(
            Letter,
            name=keeping.name,
            months=keeping.months,
            why=keeping.why,
            expired=partial(_written_before, keeping=keeping),
        )
