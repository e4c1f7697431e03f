from datetime import datetime

from django.urls import reverse

from portal.people.desk import standings
from portal.people.desk.standings import WayIn
from portal.people.models import User
from portal.today import register
from portal.today.register import Waiting, When


@register.source("mensen", "Mensen", icon="people")
def not_in_yet(user: User, now: datetime) -> list[Waiting]:
    people = standings.with_invitations(User.objects.all()).filter(standings.is_at(WayIn.STUCK, now=now))
    number = people.count()
    if not number:
        return []
    return [
        Waiting(
            what="Eén mens kwam nog niet binnen" if number == 1 else f"{number} mensen kwamen nog niet binnen",
            about="De link in hun uitnodiging werkt niet meer.",
            url=f"{reverse('desk:people')}?stand={WayIn.STUCK}",
            act="Nodig opnieuw uit",
            when=When.THIS_WEEK,
            number=number,
        )
    ]
