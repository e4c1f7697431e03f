from django.utils import timezone

from bootcamp import letters, proofs
from bootcamp.models import Letter, Participation
from portal import jobs


@jobs.handler("bootcamp.proof_of_enrolment")
def send_proof_of_enrolment(*, participation_id):
    """Safe to run twice: what has been sent, or is no longer true, isn't sent."""
    participation = Participation.objects.awaiting_proof().filter(pk=participation_id).first()
    if participation:
        proofs.send_enrolled(participation)


@jobs.handler("bootcamp.proof_of_cancellation")
def send_proof_of_cancellation(*, participation_id):
    participation = Participation.objects.awaiting_cancellation().filter(pk=participation_id).first()
    if participation:
        proofs.send_cancelled(participation)


@jobs.handler("bootcamp.letter")
def send_letter(*, letter_id):
    letter = Letter.objects.to_send(now=timezone.now()).filter(pk=letter_id).first()
    if letter:
        letters.send(letter)
