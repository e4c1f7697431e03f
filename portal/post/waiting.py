from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse

from portal.people.models import User
from portal.post.models import Letter
from portal.today import register
from portal.today.register import Waiting


@register.source("mails", "Mails", icon="mail")
def stuck_letters(user: User, now: datetime) -> list[Waiting]:
    stuck = Letter.objects.stuck(now=now).aggregate(number=Count("pk"), since=Min("written_at"))
    number = stuck["number"]
    if not number:
        return []
    return [
        Waiting(
            what="Eén mail kwam niet aan" if number == 1 else f"{number} mails kwamen niet aan",
            about="Stuur ze opnieuw, of bel wie het betreft.",
            url=f"{reverse('post:log')}?stand=vast",
            act="Bekijk de mail" if number == 1 else "Bekijk de mails",
            since=stuck["since"],
            number=number,
        )
    ]
