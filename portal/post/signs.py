"""Whether mails get away."""

from datetime import datetime

from django.db.models import Count, Q

from portal.post.models import Letter
from portal.wellbeing import register
from portal.wellbeing.register import Finding

PAGE = {"url_name": "post:log", "url_query": "stand=vast"}


@register.sign("post.stuck", "Mails", asks_database=True)
def mails_get_away(now: datetime) -> Finding:
    waits = Q(state=Letter.State.WRITTEN)
    stuck = Letter.objects.stuck(now=now).aggregate(waiting=Count("pk", filter=waits), ended=Count("pk", filter=~waits))
    waiting, ended = stuck["waiting"], stuck["ended"]
    if waiting:
        return register.red(
            "Eén mail kan niet weg." if waiting == 1 else f"{waiting} mails kunnen niet weg.",
            "Is de mailserver te bereiken, en klopt het wachtwoord? Daarna gaan ze vanzelf, of stuur ze opnieuw.",
            **PAGE,
        )
    if ended:
        return register.attention(
            f"Niet aangekomen, of misschien niet: {ended} {'mail' if ended == 1 else 'mails'}.",
            "Bekijk welke het zijn, en stuur ze opnieuw of houd ze tegen.",
            **PAGE,
        )
    return register.good("Alles ging weg.")
