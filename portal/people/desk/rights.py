"""With whose account someone of HPP may do something: that of an administrator only by an administrator."""

from django.db.models import QuerySet

from portal.people import access
from portal.people.models import User


def people_of(user: User) -> QuerySet[User]:
    """Everyone that this person may see and change."""
    people: QuerySet[User] = User.objects.filter(access.with_a_role())
    return people if user.is_superuser else people.exclude(access.people_of_the_admin())
