"""Writing mails down: in the transaction that causes them, each once. Sending follows by itself (sending.py).

    writing.write(REFUSED, to=user, once=str(application.pk), owner=bootcamp, about=[school], context={...}, now=now)

`once` says what the mail is about within its kind: nobody gets a second of it. `owner` is what the mail belongs to and
goes with; `about` is what else it is found by. Both have the relations of relations.py.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from portal.jobs import queue
from portal.people.models import User
from portal.post import kinds, mail
from portal.post.kinds import Kind, Priority
from portal.post.models import About, Letter, LetterQuerySet

AT_A_TIME = 100
"""How many mails one job sends; a worker that is killed holds up no more than these."""


@dataclass
class Draft:
    """A mail that is to be written. From `useless_from` on it isn't sent any more, however long the server was away."""

    to: User
    once: str
    subject: str = ""
    text: str = ""
    owner: models.Model | None = None
    about: Sequence[models.Model] = ()
    details: dict[str, Any] = field(default_factory=dict)
    by: User | None = None
    reply_to: User | None = None
    useless_from: datetime | None = None
    address: str = ""

    @property
    def subjects(self) -> set[tuple[int, int]]:
        """(content type, row) of all that it is about."""
        named = [*self.about, *([self.owner] if self.owner else [])]
        return {(ContentType.objects.get_for_model(subject).pk, subject.pk) for subject in named}


def write(
    kind: Kind, *, to: User, once: str, now: datetime, context: dict[str, Any] | None = None, **fields: Any
) -> Letter | None:
    """One mail, with its text from the template of its kind when there is a `context`. None when it was written."""
    if context is not None:
        by, answers = fields.get("by"), fields.get("reply_to")
        # A colleague who did something is named in the text; whoever guides puts a name under it.
        signer = answers if answers != by else None
        message = mail.rendered(kind.template, {"by": by, "signer": signer, **context, "user": to})
        fields |= {"subject": message.subject, "text": message.text}
    written = write_all(kind, [Draft(to=to, once=once, **fields)], now=now)
    return written[0] if written else None


@transaction.atomic(savepoint=False)
def write_all(kind: Kind, drafts: Iterable[Draft], *, now: datetime) -> list[Letter]:
    """Those that weren't there yet; as many queries for a hundred as for one."""
    written: list[Letter] = []
    for chunk in _chunks(drafts):
        written += _write_chunk(kind, chunk, now)
    return written


def _chunks(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    waiting = iter(drafts)
    while chunk := list(islice(waiting, AT_A_TIME)):
        yield chunk


def key_of(kind: Kind, once: str, user_id: int | str = "") -> str:
    return f"{kind.name}:{once}:{user_id}"


def _write_chunk(kind: Kind, drafts: list[Draft], now: datetime) -> list[Letter]:
    parcel = uuid.uuid4()
    by_key: dict[str, Draft] = {}
    for draft in drafts:
        by_key.setdefault(key_of(kind, draft.once, draft.to.pk), draft)
    rows = [_row(kind, key, draft, parcel, now) for key, draft in by_key.items()]
    # Whoever comes second finds the key taken, also when both come at the same moment.
    Letter.objects.bulk_create(rows, ignore_conflicts=True)
    written = list(Letter.objects.filter(parcel=parcel).order_by("pk"))
    About.objects.bulk_create(
        About(letter=letter, content_type_id=content_type, object_id=object_id)
        for letter in written
        for content_type, object_id in sorted(by_key[letter.key].subjects)
    )
    if written:
        send_later(kind.priority, parcel, now=now)
    return written


def _row(kind: Kind, key: str, draft: Draft, parcel: uuid.UUID, now: datetime) -> Letter:
    owner = draft.owner
    return Letter(
        key=key,
        kind=kind.name,
        to=draft.to,
        address=draft.address,
        by=draft.by,
        reply_to=draft.reply_to,
        owner_type=ContentType.objects.get_for_model(owner) if owner else None,
        owner_id=owner.pk if owner else None,
        details=draft.details,
        subject=(" ".join(draft.subject.split()) or kind.label)[:200],
        text=draft.text,
        parcel=parcel,
        written_at=now,
        ready_at=now,
        useless_from=draft.useless_from,
    )


def send_later(priority: Priority, parcel: uuid.UUID, *, now: datetime, after: datetime | None = None) -> None:
    queue.enqueue(job_kind(priority), now=now, after=after, about=str(parcel), parcel=str(parcel))


def job_kind(priority: Priority) -> str:
    return f"post.{priority}"


@transaction.atomic
def send_again(letters: LetterQuerySet, *, now: datetime) -> int:
    """A fresh start for what didn't get away. Returns how many; what went meanwhile stays as it is."""
    # The lock: two who press at the same moment would otherwise each make a job.
    rows = letters.exclude(state=Letter.State.SENT).select_for_update(of=("self",)).order_by("kind", "pk")
    number = 0
    for name, same in groupby(rows, key=lambda letter: letter.kind):
        kind = kinds.find(name)
        while kind and (chunk := [letter.pk for letter in islice(same, AT_A_TIME)]):
            # In a parcel of their own: a job that still had them in its hands lets go of them.
            parcel = uuid.uuid4()
            fresh = {"state": Letter.State.WRITTEN, "reason": "", "attempts": 0, "next_try_at": None}
            Letter.objects.filter(pk__in=chunk).update(**fresh, ready_at=now, useless_from=None, parcel=parcel)
            send_later(kind.priority, parcel, now=now)
            number += len(chunk)
    return number


def hold_back(letters: LetterQuerySet, *, because: str) -> int:
    """These don't go any more, unless someone sends them after all."""
    states = [Letter.State.WRITTEN, Letter.State.UNCERTAIN, Letter.State.FAILED]
    waiting = Letter.objects.filter(pk__in=letters.order_by().values("pk"), state__in=states)
    return waiting.update(state=Letter.State.HELD, reason=because[:200], next_try_at=None)
