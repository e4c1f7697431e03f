"""Where HPP finds who asked to come in, and who waits finds how it stands."""

from portal import homes, menus
from portal.people import access
from portal.people.access import is_hpp
from portal.people.models import User


def waits(user: User) -> bool:
    return not access.has_role(user)


menus.add("Aanmeldingen", "entrance:queue", shown_to=is_hpp)
homes.add("Mijn aanmelding", "entrance:mine", of=waits)
