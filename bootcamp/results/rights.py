"""Who counts for a school, and who sees what was counted exactly."""

from django.db.models import Q, QuerySet

from bootcamp.plan.models import schools_written_for
from portal.people import access
from portal.people.models import School, User, schools_led_by


def schools_counted_by(user: User) -> QuerySet[School]:
    """Whoever writes the plan of a school counts for it."""
    return School.objects.filter(pk__in=schools_written_for(user))


def counts_for(user: User, school: School) -> bool:
    return school.pk in schools_written_for(user)


def schools_read_by(user: User) -> QuerySet[School]:
    """The school itself, its board and HPP."""
    if access.is_hpp(user):
        return School.objects.all()
    return School.objects.filter(Q(pk__in=schools_written_for(user)) | Q(pk__in=schools_led_by(user)))


def has_a_results_page(user: User) -> bool:
    return access.belongs_somewhere(user) and (access.leads_schools(user) or bool(schools_written_for(user)))


def reads_results(user: User) -> bool:
    return access.is_hpp(user) or has_a_results_page(user)
