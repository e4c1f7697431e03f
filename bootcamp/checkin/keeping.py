"""How long we keep the monthly questions."""

from bootcamp.checkin.models import CheckIn, NoCheckIn
from portal import retention

retention.keep(
    CheckIn,
    months=24,
    why="Zo vragen we niemand twee keer naar dezelfde maand, en werkt een link maar één keer.",
    expired=lambda day: CheckIn.objects.filter(asked_at__date__lt=day),
)
retention.goes_with_account(NoCheckIn, why="Bij welke plannen je geen maandmail wilt.")
