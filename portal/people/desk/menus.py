"""Where HPP finds people, schools and boards."""

from portal import menus
from portal.people.access import is_hpp

menus.add("Mensen", "desk:people", shown_to=is_hpp)
menus.add("Scholen", "desk:schools", shown_to=is_hpp)
menus.add("Besturen", "desk:boards", shown_to=is_hpp)
