from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone

from portal.jobs import queue
from portal.jobs.models import Job, JobQuerySet
from portal.staff_admin import ReadAdmin


@admin.register(Job)
class JobAdmin(ReadAdmin):
    """What waits, runs or failed, such as mails that could not go out."""

    list_display = ["kind", "state", "attempts", "run_after", "finished_at", "error"]
    list_filter = ["state", "kind"]
    ordering = ["-created_at", "pk"]
    actions = ["try_again"]

    @admin.action(description="Probeer opnieuw", permissions=["view"])
    def try_again(self, request: HttpRequest, selected: JobQuerySet) -> None:
        again = [job for job in selected if job.state == Job.State.FAILED]
        for job in again:
            queue.try_again(job, now=timezone.now())
        messages.info(request, f"{len(again)} mislukte taken worden opnieuw geprobeerd.")
