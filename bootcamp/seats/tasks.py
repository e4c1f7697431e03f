from celery import shared_task
from django.utils import timezone

from bootcamp.seats import actions, letters, proofs
from bootcamp.seats.models import Letter, Participation
from portal.jobs import queue
from portal.jobs.lanes import Lane


@queue.handler("bootcamp.proof_of_enrolment", lane=Lane.MAIL)
def send_proof_of_enrolment(*, participation_id):
    """Safe to run twice: what has been sent, or is no longer true, isn't sent."""
    participation = Participation.objects.awaiting_proof().filter(pk=participation_id).first()
    if participation:
        proofs.send_enrolled(participation)


@queue.handler("bootcamp.proof_of_cancellation", lane=Lane.MAIL)
def send_proof_of_cancellation(*, participation_id):
    participation = Participation.objects.awaiting_cancellation().filter(pk=participation_id).first()
    if participation:
        proofs.send_cancelled(participation)


@queue.handler("bootcamp.letter", lane=Lane.MAIL)
def send_letter(*, letter_id):
    letter = Letter.objects.to_send(now=timezone.now()).filter(pk=letter_id).first()
    if letter:
        letters.send(letter)


@shared_task(ignore_result=True, expires=50)
def pass_seats_on():
    """Seats that nobody said yes to in time go on; lists of bootcamps that started close."""
    now = timezone.now()
    actions.close_lists(now=now)
    actions.pass_on_lapsed(now=now)
