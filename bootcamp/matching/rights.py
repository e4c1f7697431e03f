"""Who may do what in a round. Names and wishes: `HoursWish.objects.visible_to(user)`."""

from django.db.models import Q, QuerySet

from bootcamp.matching.models import FormationRound, HoursWish, OpenPlace, RoundProposal
from portal.people import access
from portal.people.models import School, User, schools_led_by


def has_a_round_page(user: User) -> bool:
    return access.belongs_somewhere(user)


def own_school(user: User) -> School | None:
    """Where she works, if that is one school."""
    schools = list(user.schools.order_by("pk")[:2])
    return schools[0] if len(schools) == 1 else None


def rounds_read_by(user: User) -> QuerySet[FormationRound]:
    return FormationRound.objects.visible_to(user)


def leads(user: User, formation: FormationRound) -> bool:
    return access.leads_from_board(user) and user.board_id is not None and user.board_id == formation.board_id


def schools_in(user: User, formation: FormationRound) -> QuerySet[School]:
    """Of which this user enters open places in this round."""
    return School.objects.filter(pk__in=schools_led_by(user), board__in=formation.board_ids())


def places_of(user: User, formation: FormationRound) -> QuerySet[OpenPlace]:
    return formation.places.filter(school__in=schools_led_by(user))


def proposals_for(user: User, formation: FormationRound) -> QuerySet[RoundProposal]:
    """Those that touch a school of this user, on either side."""
    schools = schools_led_by(user)
    touches = Q(place__school__in=schools) | Q(given_by__school__in=schools) | Q(wish__school__in=schools)
    return formation.proposals.filter(touches)


def decides(user: User, proposal: RoundProposal) -> bool:
    """Who leads the school where the place is."""
    school = proposal.place.school_id if proposal.place is not None else proposal.wish.school_id
    return school in schools_led_by(user)


def named_for(user: User) -> set[int]:
    """Of which wishes this user knows whose they are."""
    return set(HoursWish.objects.visible_to(user).values_list("pk", flat=True))
