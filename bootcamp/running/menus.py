from portal import menus
from portal.people import access

menus.add("Bootcamps leiden", "bootcamp:staff_list", shown_to=access.is_hpp)
