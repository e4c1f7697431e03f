"""Where HPP finds its own pages for materials."""

from portal import menus
from portal.people.access import is_hpp

menus.add("Materialen beheren", "materials:desk", shown_to=is_hpp)
