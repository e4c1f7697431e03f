from bootcamp.plan import rights
from portal import menus

menus.add_to_main("Ons plan", "bootcamp:plans", shown_to=rights.has_a_plan_page, place=menus.PLAN)
