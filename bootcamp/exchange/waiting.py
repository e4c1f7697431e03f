from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse

from bootcamp.exchange.models import Report
from portal.people.models import User
from portal.today import register
from portal.today.register import Waiting


@register.source("meldingen", "Melding", icon="chat")
def reported_posts(user: User, now: datetime) -> list[Waiting]:
    waiting = Report.objects.filter(settled_at=None).aggregate(number=Count("pk"), since=Min("reported_at"))
    number = waiting["number"]
    if not number:
        return []
    return [
        Waiting(
            what="Eén bericht is gemeld" if number == 1 else f"Er zijn {number} meldingen over berichten",
            about="Iemand vraagt je om mee te kijken.",
            url=reverse("bootcamp:reports"),
            act="Beoordeel",
            since=waiting["since"],
            number=number,
        )
    ]
