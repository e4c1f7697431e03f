"""Where HPP finds the log of all mails."""

from portal import menus
from portal.people.access import is_hpp

menus.add("Mails", "post:log", shown_to=is_hpp)
