from bootcamp import proofs
from bootcamp.models import Enrolment
from portal import jobs


def _enrolment(enrolment_id):
    return Enrolment.objects.select_related("bootcamp", "school").get(pk=enrolment_id)


@jobs.handler("bootcamp.proof_of_enrolment")
def send_proof_of_enrolment(*, enrolment_id):
    """Safe to run twice: what has been sent isn't sent again."""
    enrolment = _enrolment(enrolment_id)
    if enrolment.proof_sent_at is None:
        proofs.send_enrolled(enrolment)


@jobs.handler("bootcamp.proof_of_cancellation")
def send_proof_of_cancellation(*, enrolment_id):
    enrolment = _enrolment(enrolment_id)
    if enrolment.cancellation_sent_at is None:
        proofs.send_cancelled(enrolment)
