from portal import homes
from portal.people.access import is_hpp

homes.add("Vandaag", "today:today", of=is_hpp)
