from celery import shared_task

from portal.blocks import answering, publishing


@shared_task(ignore_result=True)
def renew_turnouts() -> None:
    answering.renew_turnouts()


@shared_task(ignore_result=True)
def wipe_traces() -> None:
    publishing.wipe_traces()
