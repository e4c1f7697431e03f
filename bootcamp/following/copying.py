"""A copy of a bootcamp takes its questions, its rule for a certificate, its field work and its materials along.

Recordings are of the one series, so they stay behind.
"""

from bootcamp.following.models import AfterSession, CertificateRule, EvaluationQuestions
from bootcamp.seats.models import Bootcamp
from portal.files.models import Shelf


def copy(source: Bootcamp, target: Bootcamp) -> None:
    """In the caller's transaction, once `target` has its sessions, with the same numbers."""
    for model in (CertificateRule, EvaluationQuestions):
        for row in model.objects.filter(bootcamp=source):
            row.pk, row.bootcamp = None, target
            row.save(force_insert=True)
    sessions = {session.number: session for session in target.work_sessions.all()}
    target.shelf.materials.set(source.shelf.materials.all())
    kept = AfterSession.objects.filter(session__bootcamp=source).select_related("session", "shelf", "shelf_before")
    for after in kept:
        session = sessions.get(after.session.number)
        if session:
            AfterSession.objects.create(
                session=session,
                catch_up_minutes=after.catch_up_minutes,
                field_work_target=after.field_work_target,
                shelf=_copied(after.shelf, f"Na werksessie {session.number}", target),
                shelf_before=_copied(after.shelf_before, f"Voor werksessie {session.number}", target),
            )


def _copied(shelf: Shelf | None, when: str, target: Bootcamp) -> Shelf | None:
    """A shelf of its own with the same materials on it, so that each bootcamp can have another later."""
    if shelf is None:
        return None
    copied = Shelf.objects.create(title=f"{when}, {target.shelf.title}"[:160])
    copied.materials.set(shelf.materials.all())
    return copied
