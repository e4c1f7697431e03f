"""As if the worker had sent what the rooms wrote while the example was made, and one address had been refused."""

from datetime import timedelta

from portal.jobs.models import Job
from portal.post import kinds, sending, writing
from portal.post.kinds import Priority
from portal.post.models import Letter


def all_went() -> None:
    waiting = list(Letter.objects.unsent().select_related("to", "by").order_by("pk"))
    message_of = sending.prepared(waiting)
    for letter in waiting:
        _went(letter, message_of)
    Letter.objects.bulk_update(waiting, ["state", "subject", "text", "sent_at", "tried_at", "attempts", "reason"])
    Job.objects.filter(kind__in=[writing.job_kind(priority) for priority in Priority]).delete()


def _went(letter: Letter, message_of: kinds.MessageOf) -> None:
    kind, message = kinds.find(letter.kind), message_of(letter)
    letter.tried_at, letter.attempts = letter.written_at + timedelta(minutes=1), 1
    if message is None:
        letter.state, letter.reason = Letter.State.HELD, "niet meer nodig"
        return
    letter.state, letter.sent_at = Letter.State.SENT, letter.tried_at
    if kind and kind.shows_text:
        letter.subject, letter.text = message.subject[:200], message.text


def was_refused(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.FAILED, sent_at=None, text="", reason="de mailserver weigert dit adres"
    )
