from django.utils import timezone

from portal.jobs.models import Job
from tests.access import EDITORS, only


def a_failed_job(cast):
    now = timezone.now()
    job = Job.objects.create(
        kind="people.password_link", state=Job.State.FAILED, created_at=now, run_after=now, finished_at=now
    )
    return {"job_key": job.key}


ROWS = {
    "wellbeing:overview": only(*EDITORS),
    # Only a button leads here; just looking gives nothing.
    "wellbeing:try_again": only(*EDITORS, status=405, arguments=a_failed_job),
    "wellbeing:let_go": only(*EDITORS, status=405, arguments=a_failed_job),
}
