"""Materials of which the facts have to be looked at again."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from materials.models import Material, MaterialState
from portal.people.models import User
from portal.today import register
from portal.today.register import Waiting, When


@register.source("materialen", "Materialen", icon="file")
def stale(user: User, now: datetime) -> list[Waiting]:
    rows = Material.objects.to_check(timezone.localdate(now)).order_by("check_on", "pk").defer("body")
    return register.shortened(
        rows,
        lambda material: Waiting(
            what=f"Kijk {material.title} opnieuw na",
            about=f"Dat zou op {material.check_on:%d-%m-%Y}.",
            url=reverse("materials:change", args=[material.pk]),
            act="Kijk na",
            when=When.LATER,
        ),
        rest=lambda number: Waiting(
            what=f"Nog {number} materialen om opnieuw na te kijken",
            about="De feiten erin kunnen oud zijn.",
            url=f"{reverse('materials:desk')}?toon={MaterialState.TO_CHECK}",
            act="Bekijk ze",
            when=When.LATER,
            number=number,
        ),
    )
