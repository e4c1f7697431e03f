from portal import menus
from portal.people.access import is_hpp

menus.add("Hoe gaat het", "wellbeing:overview", shown_to=is_hpp)
