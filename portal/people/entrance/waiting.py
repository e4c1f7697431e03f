from datetime import datetime

from django.db.models import F
from django.urls import reverse

from portal.people.entrance.models import SignUp
from portal.people.models import User
from portal.today import register
from portal.today.register import Waiting


@register.source("aanmeldingen", "Aanmelding", icon="user")
def sign_ups(user: User, now: datetime) -> list[Waiting]:
    queue = reverse("entrance:queue")
    rows = SignUp.objects.waiting().select_related("school").order_by(F("verified_at").asc(nulls_last=True), "pk")
    return register.shortened(
        rows,
        _line,
        rest=lambda number: Waiting(f"Nog {number} mensen willen binnen", "", queue, "Kijk na", number=number),
    )


def _line(sign_up: SignUp) -> Waiting:
    place = sign_up.school.name if sign_up.school else sign_up.own_name
    who = f"{sign_up.first_name} {sign_up.last_name}".strip()
    return Waiting(
        what=f"{who} wil binnen voor {place}" if place else f"{who} wil binnen",
        about="De school staat in de lijst." if sign_up.school else "De school is zelf ingevuld. Zoek haar op.",
        url=reverse("entrance:sign_up", args=[sign_up.pk]),
        act="Kijk na",
        since=sign_up.verified_at or sign_up.asked_at,
    )
