from datetime import datetime

from django.urls import reverse

from calculator.releases.models import Release
from portal.people.models import User
from portal.today import register
from portal.today.register import Waiting


@register.source("waarden", "Rekenwaarden", icon="lock")
def values_to_release(user: User, now: datetime) -> list[Waiting]:
    """Those that someone else uploaded: nobody releases their own file."""
    checked = Release.objects.filter(state=Release.State.CHECKED).exclude(uploaded_by=user)
    overview = reverse("calculator:release_list")
    return register.shortened(
        checked.for_overview().order_by("checked_at", "pk"),
        _line,
        rest=lambda number: Waiting(f"Nog {number} bestanden met waarden", "", overview, "Lees na", number=number),
    )


def _line(release: Release) -> Waiting:
    who = release.uploaded_by.first_name if release.uploaded_by else "Een collega"
    return Waiting(
        what=f"{who} vraagt je {release.title} vrij te geven",
        about="Het bestand is nagekeken. Jij bent de tweede lezer.",
        url=release.get_absolute_url(),
        act="Lees na",
        since=release.checked_at,
    )
