from portal import menus
from portal.people import access

menus.add_to_main("Bootcamp", "bootcamp:my_bootcamp", shown_to=access.leads_schools, place=menus.BOOTCAMP)
