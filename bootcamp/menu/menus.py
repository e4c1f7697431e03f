from bootcamp.menu import rights
from portal import menus
from portal.people.access import is_hpp

menus.add("Keuzemenu", "menu:home", shown_to=rights.has_a_board)
menus.add("Subsidie voor keuzemenu’s", "menu:grant", shown_to=is_hpp)
