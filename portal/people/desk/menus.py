"""Where HPP finds people, schools and boards."""

from portal import menus
from portal.people.access import is_hpp

menus.add_to_main("Mensen", "desk:people", shown_to=is_hpp, place=menus.PEOPLE)
menus.add("Scholen", "desk:schools", shown_to=is_hpp)
menus.add("Besturen", "desk:boards", shown_to=is_hpp)
