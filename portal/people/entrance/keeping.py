from portal import retention
from portal.people.entrance.models import SignUp

retention.keep(
    SignUp,
    months=1,
    why="Zo weten we wie binnenkwam en waarom. Wie niet binnenkomt, vergeten we na 30 dagen, met het account.",
    expired=lambda day: SignUp.objects.filter(asked_at__date__lt=day).exclude(state__in=SignUp.OPEN),
)
