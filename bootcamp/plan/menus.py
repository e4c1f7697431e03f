from bootcamp.plan import rights
from portal import menus

menus.add("Ons plan", "bootcamp:plans", shown_to=rights.has_a_plan_page)
