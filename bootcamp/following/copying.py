"""A copy of a bootcamp takes its questions, its rule for a certificate and its field work along.

Recordings and materials are of the one series, so they stay behind.
"""

from bootcamp.following.models import AfterSession, CertificateRule, EvaluationQuestions
from bootcamp.seats.models import Bootcamp


def copy(source: Bootcamp, target: Bootcamp) -> None:
    """In the caller's transaction, once `target` has its sessions, with the same numbers."""
    for model in (CertificateRule, EvaluationQuestions):
        for row in model.objects.filter(bootcamp=source):
            row.pk, row.bootcamp = None, target
            row.save(force_insert=True)
    sessions = {session.number: session for session in target.work_sessions.all()}
    kept = AfterSession.objects.filter(session__bootcamp=source).select_related("session")
    AfterSession.objects.bulk_create(
        AfterSession(
            session=sessions[after.session.number],
            catch_up_minutes=after.catch_up_minutes,
            field_work_target=after.field_work_target,
        )
        for after in kept
        if after.session.number in sessions
    )
