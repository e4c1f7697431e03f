from celery import shared_task
from django.utils import timezone

from bootcamp.following import certificates, colleagues, evaluation
from portal.jobs import queue
from portal.jobs.lanes import Lane


@queue.handler(certificates.KIND, lane=Lane.PAPERS, attempts=3, label="certificaat als pdf")
def make_certificate(*, certificate_id):
    certificates.make(certificate_id)


@queue.handler(colleagues.KIND, lane=Lane.MAIL, label="collega erbij halen")
def bring_colleague_in(*, invitation_id):
    colleagues.bring_in(invitation_id)


# The clock calls again soon, so one that was left lying may be forgotten.
@shared_task(ignore_result=True, expires=240)
def publish_evaluations():
    evaluation.publish_due(now=timezone.now())
