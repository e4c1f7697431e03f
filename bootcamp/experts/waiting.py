from datetime import datetime

from django.urls import reverse

from bootcamp.experts.choices import RequestState
from bootcamp.experts.models import ExpertRequest
from portal.people.models import User
from portal.today import register
from portal.today.register import Waiting, When


@register.source("expertvragen", "Expertvraag", icon="chat")
def nobody_picked_up(user: User, now: datetime) -> list[Waiting]:
    staff = reverse("bootcamp:expert_staff")
    rows = ExpertRequest.objects.filter(state=RequestState.ASKED, seat__cancelled_at=None).for_list()
    mine = set(user.led_bootcamps.values_list("pk", flat=True))

    def line(asked: ExpertRequest) -> Waiting:
        return Waiting(
            what=f"{asked.seat.school.name} zoekt {asked.asks_for}",
            about="Nog niemand pakte de vraag op.",
            url=asked.get_absolute_url(),
            act="Stel iemand voor",
            when=When.THIS_WEEK,
            since=asked.asked_at,
            is_mine=asked.seat.bootcamp_id in mine,
        )

    def rest(number: int) -> Waiting:
        return Waiting(f"Nog {number} vragen aan experts", "", staff, "Bekijk ze", When.THIS_WEEK, number=number)

    return register.shortened(rows.order_by("asked_at", "pk"), line, rest=rest)
