"""The one moment at which figures arise: a round has closed. What is published is never opened or counted again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from portal import retention
from portal.blocks.answering import NotPossible
from portal.blocks.models import Block, Figure, Release, Texts
from portal.blocks.models.piles import Pile, Turnout
from portal.blocks.rule import Above, Heads, Key
from portal.blocks.settling import Answer, Counts, Heap, Settlement, Subject, SubjectKind, settle, settle_counts

TOO_EARLY = "De vragenlijst loopt nog."
# A lock on the table would keep answers waiting behind a back-up that reads it.
LONGEST_WAIT = "3s"


@transaction.atomic
def publish(release: Release, *, now: datetime) -> bool:
    """Twice changes nothing: False when it was published already."""
    # All of the series: another round may publish at this moment and take what waits along.
    series = list(Release.objects.select_for_update().filter(series=release.series).order_by("pk"))
    release = next(locked for locked in series if locked.pk == release.pk)
    if release.published_at is not None:
        return False
    if now < release.closes_at:
        raise NotPossible(TOO_EARLY)
    _close(release)
    earlier = [other.pk for other in series if other.published_at is not None and other.asks_as(release)]
    piles = list(Pile.objects.filter(release__in=[release.pk, *earlier]).order_by("release", "pk"))
    heaps = [_heap(pile) for pile in piles]
    settlement = settle(heaps, release.subjects, release.depths)
    _store(release, settlement)
    _wipe(piles, settlement)
    own = [left for pile, left in zip(piles, settlement.left, strict=True) if pile.release_id == release.pk]
    release.waiting = _waiting([left for left in own if left is not None])
    release.published_at = now
    release.save(update_fields=["published_at", "waiting"])
    return True


@transaction.atomic
def publish_counts(
    release: Release,
    *,
    cells: Mapping[Key, Heads],
    counted: Mapping[Key, Counts],
    above: Above | None = None,
    now: datetime,
) -> set[Key]:
    """The same for numbers that were typed: which of these cells count. The others wait with whoever typed them."""
    release = Release.objects.select_for_update().get(pk=release.pk)
    if release.published_at is not None:
        return set()
    if now < release.closes_at:
        raise NotPossible(TOO_EARLY)
    settled, waiting = settle_counts(cells, counted, release.subjects, release.depths, above)
    _store(release, Settlement(settled, [], []))
    release.waiting = [[list(key), len(cells[key])] for key in waiting]
    release.published_at = now
    release.save(update_fields=["published_at", "waiting"])
    return set(cells) - set(waiting)


def _close(release: Release) -> None:
    """Who answered becomes how many of which school did; then nobody knows any more who it was."""
    turnouts = {tuple(turnout.group): turnout for turnout in Turnout.objects.filter(release=release)}
    for pile in Pile.objects.filter(release=release):
        schools = Counter(school for _, school in turnouts[tuple(pile.group)].people)
        pile.heads = [[list(rest), heads] for rest, heads in _heads(pile, schools, release.subjects).items()]
        pile.save(update_fields=["heads"])
    Turnout.objects.filter(release=release).delete()


def _heads(pile: Pile, schools: Counter[str], subjects: Sequence[Subject]) -> dict[Key, Heads]:
    counting = next((number for number, subject in enumerate(subjects) if subject.kind != SubjectKind.TEXT), None)
    rests = Counter(tuple(rest) for rest, number, _ in pile.answers if number == counting)
    if set(rests) <= {()}:
        return {(): schools}
    (school,) = schools
    return {rest: {school: people} for rest, people in rests.items()}


def _heap(pile: Pile) -> Heap:
    return Heap(
        key=tuple(pile.group),
        heads={tuple(rest): heads for rest, heads in pile.heads},
        answers=[Answer(tuple(rest), number, value) for rest, number, value in pile.answers],
    )


def _store(release: Release, settlement: Settlement) -> None:
    for settled in settlement.blocks:
        cells = [[list(key), len(heads)] for key, heads in settled.cells.items()]
        block = Block.objects.create(release=release, cells=cells, people=settled.people)
        Figure.objects.bulk_create(
            Figure(block=block, subject=number, option=option, stored=stored)
            for (number, option), stored in settled.numbers.items()
        )
    Texts.objects.bulk_create(
        Texts(
            release=release,
            subject=together.subject,
            groups=[list(key) for key in together.groups],
            texts=together.texts,
        )
        for together in settlement.texts
    )


def _wipe(piles: Sequence[Pile], settlement: Settlement) -> None:
    for pile, left in zip(piles, settlement.left, strict=True):
        if left is None:
            pile.delete()
        else:
            pile.heads = [[list(rest), dict(heads)] for rest, heads in left.heads.items()]
            pile.answers = [list(answer) for answer in left.answers]
            pile.save(update_fields=["heads", "answers"])


def _waiting(heaps: Sequence[Heap]) -> list:
    return [[[*heap.key, *rest], len(heads)] for heap in heaps for rest, heads in heap.heads.items()]


def wipe_traces() -> None:
    """What a database keeps of rows that are gone, or were otherwise before. Not inside a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET lock_timeout = '{LONGEST_WAIT}'")
            try:
                for model in (Pile, Turnout):
                    cursor.execute(f'VACUUM (FULL) "{model._meta.db_table}"')
            finally:
                cursor.execute("RESET lock_timeout")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


retention.keep(
    Pile,
    months=12,
    why="Antwoorden van een te kleine groep wachten op een volgende groep. Van wie ze zijn, staat er dan nergens meer.",
    expired=lambda day: Pile.objects.filter(release__closes_at__date__lt=day),
)
retention.keep(
    Turnout,
    months=12,
    why="Zo telt elk antwoord één keer. De lijst gaat weg zodra de vragen sluiten; dit is het vangnet.",
    expired=lambda day: Turnout.objects.filter(release__closes_at__date__lt=day),
)
