"""The mails around a bootcamp that staff write, change or let go by themselves."""

from bootcamp.seats import invites
from portal.post import kinds
from portal.post.kinds import Kind

AUTOMATIC = kinds.register(Kind("running.automatic", "mail vanzelf rond een sessie"))
TO_GROUP = kinds.register(Kind("running.group", "bericht aan de groep"))
CHANGE = kinds.register(Kind("running.change", "verandering van de bootcamp", attach=invites.of_letter))
