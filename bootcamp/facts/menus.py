from bootcamp.facts import rights
from portal import menus
from portal.people.access import is_hpp

menus.add("Onze feiten", "bootcamp:facts_list", shown_to=rights.has_a_facts_page)
menus.add("Bestanden van DUO", "bootcamp:deliveries", shown_to=is_hpp)
