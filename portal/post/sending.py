"""Sending what was written, a parcel at a time.

Usually the mark comes last: rather a mail twice than none. A kind that goes at most once is marked first. From the
moment that it is handed over nobody knows whether it went, so it is "onzeker" until the server has said yes. A worker
that dies in between leaves just that; such a mail isn't sent again by itself, and stands on the log page where HPP
decides. What the server certainly refused isn't in doubt: it is tried again, or given up when the address was refused.
"""

import logging
import smtplib
import time
from collections import defaultdict
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.jobs import queue
from portal.post import kinds, mail, writing
from portal.post.kinds import Kind, MessageOf
from portal.post.mail import Message
from portal.post.models import Letter
from portal.text.plain import one_line

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
LONG_ENOUGH = 30
"""Seconds after which a job leaves the rest to the next one: far below the time limit of a task."""
State = Letter.State


def send(parcel: str) -> None:
    """Safe to run twice: what has been sent isn't sent. Only one job at a time does a parcel (portal/jobs)."""
    letters = Letter.objects.unsent().filter(parcel=parcel).select_related("to", "reply_to").order_by("pk")
    waiting = list(letters)
    if waiting:
        Round(waiting).send()


class Round:
    """What one job does with its mails. All that goes wrong is put off together at the end, with a growing pause."""

    def __init__(self, letters: list[Letter]) -> None:
        self.letters = letters
        self.put_off: list[tuple[Letter, Exception]] = []

    def send(self) -> None:
        try:
            message_of = prepared(self.letters)
            post_office = get_connection()
            # Before any of them: with a server that is away nothing is in doubt.
            post_office.open()
        except Exception as error:
            self._later(self.letters, error)
        else:
            try:
                self._send_all(message_of, post_office)
            finally:
                post_office.close()
        self._put_off()

    def _send_all(self, message_of: MessageOf, post_office: BaseEmailBackend) -> None:
        started = time.monotonic()
        for number, letter in enumerate(self.letters):
            if time.monotonic() - started > LONG_ENOUGH:
                self._leave_the_rest(letter)
                return
            try:
                send_one(letter, message_of, post_office)
            except OSError as error:
                # Of the server or the line, so the others would fare no better now.
                self._later(self.letters[number:], error)
                return
            except Exception as error:
                self._later([letter], error)

    def _leave_the_rest(self, letter: Letter) -> None:
        kind = kinds.find(letter.kind)
        if kind:
            writing.send_later(kind.priority, letter.parcel, now=timezone.now())

    def _later(self, letters: list[Letter], error: Exception) -> None:
        log.warning("Of parcel %s %s mails did not go.", letters[0].parcel, len(letters), exc_info=error)
        self.put_off += [(letter, error) for letter in letters]

    @transaction.atomic
    def _put_off(self) -> None:
        now = timezone.now()
        again: dict[datetime, Letter] = {}
        by_outcome: dict[tuple[int, str], list[int]] = defaultdict(list)
        for letter, error in self.put_off:
            by_outcome[letter.attempts + 1, reason_of(error)].append(letter.pk)
        first = self.letters[0]
        for (attempts, reason), pks in by_outcome.items():
            # Not those that someone took out of this parcel, or of which nobody knows whether they went.
            rows = Letter.objects.unsent().filter(pk__in=pks, parcel=first.parcel)
            if attempts >= MOST_ATTEMPTS:
                rows.update(state=State.FAILED, attempts=attempts, reason=reason, tried_at=now, next_try_at=None)
                continue
            at = now + queue.PAUSES[min(attempts, len(queue.PAUSES)) - 1]
            if rows.update(attempts=attempts, reason=reason, tried_at=now, next_try_at=at):
                again[at] = first
        kind = kinds.find(first.kind)
        if again and kind:
            writing.send_later(kind.priority, first.parcel, now=now, after=min(again))


def prepared(letters: list[Letter]) -> MessageOf:
    """The message of each, with what they need read for all of them at once."""
    by_kind: dict[str, list[Letter]] = defaultdict(list)
    for letter in letters:
        by_kind[letter.kind].append(letter)
    makers = {name: _maker(kinds.find(name), same) for name, same in by_kind.items()}
    return lambda letter: makers[letter.kind](letter)


def _maker(kind: Kind | None, letters: list[Letter]) -> MessageOf:
    if kind is None:
        return lambda letter: None
    return kind.make(letters) if kind.make else lambda letter: _as_written(kind, letter)


def _as_written(kind: Kind, letter: Letter) -> Message:
    return Message(letter.subject, letter.text, kind.attach(letter) if kind.attach else ())


def send_one(letter: Letter, message_of: MessageOf, post_office: BaseEmailBackend) -> None:
    """Raises what has to be tried again."""
    kind, now = kinds.find(letter.kind), timezone.now()
    why_not = _why_not(letter, now)
    message = None if why_not else message_of(letter)
    if kind is None or message is None:
        unsent = Letter.objects.filter(pk=letter.pk, parcel=letter.parcel)
        writing.hold_back(unsent, because=why_not or "niet meer nodig")
        return
    if not _claim(letter, kind, now):
        return
    to = letter.address or letter.to.email
    try:
        sender = one_line(letter.reply_to.full_name) if letter.reply_to else ""
        mail.deliver(message, to=to, reply_to=[answers_to(letter)], post_office=post_office, sender=sender)
    except smtplib.SMTPRecipientsRefused as error:
        _mark(letter, state=State.FAILED, attempts=letter.attempts + 1, reason=reason_of(error))
    except smtplib.SMTPResponseException:
        # The server said no in so many words: it has nothing.
        _mark(letter, state=State.WRITTEN)
        raise
    except Exception as error:
        if kind.at_most_once:
            _mark(letter, state=State.UNCERTAIN, reason=reason_of(error))
        raise
    else:
        _sent(letter, kind, message)


def _why_not(letter: Letter, now: datetime) -> str:
    if not letter.to.is_active:
        return "dit account is gesloten"
    if letter.useless_from and letter.useless_from <= now:
        return "het werd te laat"
    return ""


def _claim(letter: Letter, kind: Kind, now: datetime) -> bool:
    """Whether it is still ours to send: nobody held it back, sent it, or took it out of this parcel."""
    mine = Letter.objects.unsent().filter(pk=letter.pk, parcel=letter.parcel)
    if kind.at_most_once:
        return bool(mine.update(state=State.UNCERTAIN, tried_at=now, reason="", next_try_at=None))
    return mine.exists()


def _mark(letter: Letter, **outcome: object) -> None:
    mine = Letter.objects.filter(pk=letter.pk, parcel=letter.parcel).exclude(state__in=[State.SENT, State.HELD])
    mine.update(tried_at=timezone.now(), **outcome)


def _sent(letter: Letter, kind: Kind, message: Message) -> None:
    """Whatever became of the row meanwhile: it went."""
    now = timezone.now()
    kept = {"subject": message.subject[:200], "text": message.text} if kind.shows_text else {}
    outcome = {"state": State.SENT, "sent_at": now, "tried_at": now, "next_try_at": None, "reason": "", "address": ""}
    Letter.objects.filter(pk=letter.pk).update(attempts=F("attempts") + 1, **outcome, **kept)


def answers_to(letter: Letter) -> str:
    """The address of the person who gets the answer."""
    who = letter.reply_to
    return who.email if who and who.is_active else parseaddr(settings.CONTACT_EMAIL)[1]


def reason_of(error: Exception) -> str:
    """For HPP, in words; never the text of an error, which may repeat what someone typed."""
    name = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "de mailserver weigert dit adres"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"de mailserver neemt hem niet aan (antwoord {error.smtp_code})"
    if isinstance(error, OSError):
        return f"de mailserver is niet te bereiken ({name})"
    return f"deze mail kan niet worden gemaakt ({name})"
