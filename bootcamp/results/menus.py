from bootcamp.results import rights
from portal import menus

menus.add("Onze resultaten", "bootcamp:results_list", shown_to=rights.has_a_results_page)
