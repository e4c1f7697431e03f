from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse

from portal.jobs.models import Job
from portal.people.models import User
from portal.today import register
from portal.today.register import Waiting


@register.source("taken", "Taken", icon="alert")
def failed_jobs(user: User, now: datetime) -> list[Waiting]:
    failed = Job.objects.filter(state=Job.State.FAILED).aggregate(number=Count("pk"), since=Min("finished_at"))
    number = failed["number"]
    if not number:
        return []
    return [
        Waiting(
            what="Eén taak mislukte" if number == 1 else f"{number} taken mislukten",
            about="Iemand wacht misschien op een pdf of een bestand.",
            url=reverse("wellbeing:overview"),
            act="Bekijk wat er mis is",
            since=failed["since"],
            number=number,
        )
    ]
