"""How long we keep what schools ask of experts."""

from bootcamp.experts.models import ExpertEvent, ExpertProfile, ExpertRequest
from portal import retention

WHY = "Vragen aan experts gaan twee jaar na de laatste wijziging weg, met verslag en terugblik: er staan namen in."
retention.keep(
    ExpertRequest,
    months=24,
    why=WHY,
    expired=lambda day: ExpertRequest.objects.filter(changed_at__date__lt=day),
)
retention.keep(
    ExpertEvent,
    months=24,
    why="Zo zien de school en HPP wat er met een vraag gebeurde. Het gaat weg met de vraag.",
    expired=lambda day: ExpertEvent.objects.filter(request__changed_at__date__lt=day),
)
retention.goes_with_account(ExpertProfile, why="Wat je als expert over jezelf vertelt.")
