from bootcamp.matching import rights
from portal import menus

menus.add("Formatieronde", "matching:home", shown_to=rights.has_a_round_page)
