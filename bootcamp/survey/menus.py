from bootcamp.survey import rights
from portal import menus

menus.add("Vragenlijst", "bootcamp:survey_list", shown_to=rights.asks_a_school)
