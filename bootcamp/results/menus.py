from bootcamp.results import rights
from portal import menus
from portal.people.access import is_hpp

menus.add("Onze resultaten", "bootcamp:results_list", shown_to=rights.has_a_results_page)
menus.add("Programma", "bootcamp:programme", shown_to=is_hpp)
