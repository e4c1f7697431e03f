"""Who opens a survey, and who sees what came of it."""

from django.db.models import QuerySet

from bootcamp.plan.models import schools_written_for
from portal.people import access
from portal.people.models import School, User


def schools_asked_by(user: User) -> QuerySet[School]:
    """Whoever writes the plan of a school asks its people, and sees the outcome."""
    return School.objects.filter(pk__in=schools_written_for(user))


def asks_a_school(user: User) -> bool:
    return access.belongs_somewhere(user) and bool(schools_written_for(user))
