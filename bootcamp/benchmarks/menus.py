from portal import menus
from portal.people.access import is_hpp

menus.add("Cijfers vrijgeven", "bootcamp:benchmarks", shown_to=is_hpp)
