from portal import homes
from portal.people import access

homes.add("Onze scholen", "school:ours", of=access.oversees_schools)
homes.add("Mijn uren", "school:hours", of=access.is_colleague)
homes.add("Mijn school", "school:mine", of=access.works_on_the_plan)
