"""Who asks, who helps and who sees what; how long we keep it; and where the menu leads.

A side is how someone stands towards one request: people of the seat ("school"), whoever helps ("expert"), an expert
who may pick it up ("open"), or HPP ("hpp"). Someone can be more than one; `sides` says which.
"""

from django.db.models import QuerySet

from bootcamp.experts.models import EXPERT_ROLES, ExpertEvent, ExpertProfile, ExpertRequest
from bootcamp.models import Enrolment
from portal import menus, retention
from portal.models import Role, User


def seats_of(user) -> QuerySet[Enrolment]:
    """For which the user may ask, and sees what was asked."""
    return Enrolment.objects.followed_by(user)


def asking_seats(user) -> QuerySet[Enrolment]:
    return seats_of(user).active()


def may_see_directory(user) -> bool:
    return user.role == Role.HPP or asking_seats(user).exists()


def may_be_expert(user) -> bool:
    return user.role in EXPERT_ROLES


def sides(user, request: ExpertRequest) -> set[str]:
    found = set()
    if user.role == Role.HPP:
        found.add("hpp")
    if may_be_expert(user) and request.expert_id == user.pk:
        found.add("expert")
    if seats_of(user).filter(pk=request.enrolment_id).exists():
        found.add("school")
    if may_be_expert(user) and ExpertRequest.objects.to_pick_up(user).filter(pk=request.pk).exists():
        found.add("open")
    return found


def people_of(enrolment: Enrolment, request: ExpertRequest | None = None) -> QuerySet[User]:
    """Who hears what happens to a request: who takes part for the school, and who asked."""
    people = User.objects.filter(participations__enrolment=enrolment)
    if request is not None and request.asked_by_id:
        # As long as they still follow the seat: someone who left the school needn't hear.
        asker = User.objects.filter(pk=request.asked_by_id)
        if asker and seats_of(asker[0]).filter(pk=enrolment.pk).exists():
            people |= User.objects.filter(pk=request.asked_by_id)
    return people.filter(is_active=True).distinct().order_by("pk")


menus.add("Expertvragen", "bootcamp:expert_staff", shown_to=lambda user: user.role == Role.HPP)
menus.add("Vragen voor jou", "bootcamp:expert_work", shown_to=lambda user: user.role == Role.EXPERT)

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
