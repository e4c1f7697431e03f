"""With whose account someone of HPP may do something: that of an administrator only by an administrator."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from portal.people import access
from portal.people.models import User


def taken() -> QuerySet[User]:
    """The accounts of which the address is somebody's. One that was asked for at the door, and whose mail nobody ever
    opened, isn't: anyone can ask for any address there, and it may not keep HPP from inviting its owner."""
    proved = ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return User.objects.filter(access.with_a_role() | proved)


def people_of(user: User) -> QuerySet[User]:
    """Everyone that this person may see and change."""
    people: QuerySet[User] = User.objects.filter(access.with_a_role())
    return people if user.is_superuser else people.exclude(access.people_of_the_admin())
