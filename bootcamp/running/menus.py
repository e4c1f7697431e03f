from portal import menus
from portal.people import access

menus.add_to_main("Bootcamps", "bootcamp:staff_list", shown_to=access.is_hpp, place=menus.BOOTCAMP)
