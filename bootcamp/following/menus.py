from portal import menus
from portal.people import access

menus.add("Mijn bootcamp", "bootcamp:my_bootcamp", shown_to=access.leads_schools)
