"""A round as one person may see it: names only of who chose that, and nothing of another board outside the pool."""

from dataclasses import dataclass, field
from datetime import date

from bootcamp.matching import choices, rights, words
from bootcamp.matching.models import FormationRound, HoursWish, OpenPlace, OpenReason, RoundProposal
from bootcamp.matching.rows_of import input_of, is_given, rows_of, wishes_in
from bootcamp.matching.solver import checking, halves
from portal.people import access
from portal.people.models import User, schools_led_by

SMALL = 5
"""A number of people below this is told to HR only."""


def label(wish: HoursWish, named: set[int]) -> str:
    return f"{wish.name}, {wish.school.name}" if wish.pk in named else f"Collega van {wish.school.name}"


def in_short(wish: HoursWish) -> str:
    """8 uur erbij, donderdag"""
    if wish.kind == HoursWish.Kind.MORE:
        return f"{wish.hours} uur erbij, {choices.in_words(wish.chosen)}"
    verb = "ruilen" if wish.kind == HoursWish.Kind.OTHER else "minder"
    return f"{wish.hours} uur {verb}, {choices.in_words(wish.give)}"


@dataclass(frozen=True)
class Match:
    proposal: RoundProposal
    who: str
    where: str
    when: str
    hours: int
    reasons: list[str]
    partner: str
    may_decide: bool
    is_named: bool


@dataclass(frozen=True)
class StillOpen:
    title: str
    why: str
    unlock: str
    gain: str
    others_move: bool


@dataclass
class RoundSheet:
    formation: FormationRound
    user: User
    today: date
    matches: list[Match] = field(default_factory=list)
    open_places: list[StillOpen] = field(default_factory=list)
    open_wishes: list[StillOpen] = field(default_factory=list)
    named_on_page: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.is_hr = access.leads_from_board(self.user)
        self.leads = rights.leads(self.user, self.formation)
        self.named = rights.named_for(self.user)
        self.schools = set(schools_led_by(self.user))
        self.wishes = wishes_in(self.formation, self.today)
        self.places = list(self.formation.places.select_related("school").order_by("school__name", "group", "pk"))
        self.fill()

    @property
    def own_places(self) -> list[OpenPlace]:
        return [place for place in self.places if place.school_id in self.schools]

    @property
    def own_wishes(self) -> list[HoursWish]:
        """Of people of this user's schools."""
        return [wish for wish in self.wishes if wish.school_id in self.schools]

    @property
    def named_wishes(self) -> list[tuple[HoursWish, str]]:
        shown = [wish for wish in self.own_wishes if wish.pk in self.named]
        self.named_on_page |= {wish.pk for wish in shown}
        return [(wish, in_short(wish)) for wish in shown]

    def count(self, people: int) -> str:
        """A number of people, for who may know it."""
        if people == 0:
            return "niemand"
        if not self.is_hr and people < SMALL:
            return f"minder dan {SMALL} mensen"
        return "1 mens" if people == 1 else f"{people} mensen"

    @property
    def people(self) -> str:
        """Who want to work more or on other days."""
        mine = self.wishes if self.leads else self.own_wishes
        return self.count(sum(wish.kind != HoursWish.Kind.FEWER for wish in mine))

    @property
    def fewer(self) -> str:
        mine = self.wishes if self.leads else self.own_wishes
        fewer = [wish for wish in mine if wish.kind == HoursWish.Kind.FEWER]
        return self.count(len(fewer)) if fewer and self.is_hr else ""

    @property
    def half_days(self) -> int:
        return sum(halves.count(place.halves) for place in self.places)

    @property
    def headline(self) -> str:
        filled = self.formation.outcome["goals"]["F"]
        return f"{filled} {'dagdeel past' if filled == 1 else 'dagdelen passen'} bij iemand die dat wil"

    @property
    def bands(self) -> dict[str, int]:
        """How many people get nothing, less than half, at least half, or all: of the whole round, for who leads it."""
        outcome = self.formation.best
        if outcome is None:
            return {}
        gets = checking.gets(outcome.taken)
        seeking = [(wish, gets.get(f"w{wish.pk}", 0)) for wish in self.wishes if wish.want]
        before = [(wish, has) for wish, has in seeking if wish.left_over]
        return {
            "nothing": sum(not has for _, has in seeking),
            "some": sum(0 < has < wish.want for wish, has in seeking),
            "all": sum(has >= wish.want for wish, has in seeking),
            "left_over": len(before),
            "left_over_now_something": sum(bool(has) for _, has in before),
        }

    @property
    def has_changed(self) -> bool:
        """Since the proposals were made."""
        if self.formation.outcome is None or self.formation.state == FormationRound.State.DECIDED:
            return False
        return input_of(rows_of(self.formation, today=self.today)) != self.formation.outcome.get("of")

    # Proposals and what stays open.

    def fill(self) -> None:
        related = ("wish__school", "place__school", "given_by__school")
        proposals = rights.proposals_for(self.user, self.formation).select_related(*related)
        is_director = not self.is_hr
        if is_director and self.formation.state == FormationRound.State.OPEN:
            proposals = proposals.none()
        self.matches = [self._match(proposal) for proposal in proposals.order_by("state", "need", "pk")]
        reasons = self.formation.reasons.select_related("wish__school", "place__school", "given_by__school")
        for reason in reasons.order_by("pk"):
            self._still_open(reason)

    def _match(self, proposal: RoundProposal) -> Match:
        wish, place = proposal.wish, proposal.place
        school = place.school if place is not None else proposal.given_by.school
        group = place.group_in_words if place is not None else _group_given(proposal)
        is_named = wish.pk in self.named
        if is_named:
            self.named_on_page.add(wish.pk)
        return Match(
            proposal=proposal,
            who=label(wish, self.named),
            where=f"{school.name}{f', {group}' if group else ''}",
            when=choices.in_words(proposal.halves),
            hours=words.hours_of(proposal.halves),
            reasons=[words.yes(reason) for reason in proposal.reasons],
            partner=place.partner if place is not None and school.pk in self.schools else "",
            may_decide=school.pk in self.schools,
            is_named=is_named,
        )

    def _still_open(self, reason: OpenReason) -> None:
        unlock = reason.unlock
        if reason.wish is not None:
            if reason.wish.school_id not in self.schools:
                return
            unlock = reason.unlock if self.is_hr else reason.for_teacher
            title = f"{label(reason.wish, self.named)}, {in_short(reason.wish)}"
            if reason.wish.pk in self.named:
                self.named_on_page.add(reason.wish.pk)
            self.open_wishes.append(_told(title, words.WHY_WISH[reason.why], unlock, words.unlock_wish))
            return
        school = reason.place.school if reason.place is not None else reason.given_by.school
        if school.pk not in self.schools:
            return
        group = reason.place.group_in_words if reason.place is not None else ""
        left = self._left(reason)
        title = ", ".join(filter(None, [school.name, group, choices.in_words(left)]))
        self.open_places.append(_told(title, words.WHY_NEED[reason.why], unlock, words.unlock_need))

    def _left(self, reason: OpenReason) -> int:
        whole = reason.place.halves if reason.place is not None else reason.given_by.give
        outcome = self.formation.best
        taken = 0
        for (_, need), bits in outcome.taken.items() if outcome is not None else ():
            taken |= bits if need == reason.need else 0
        return whole & ~taken


def _group_given(proposal: RoundProposal) -> str:
    teaches = proposal.given_by.teaches if proposal.given_by is not None else []
    return words.group(teaches[0]) if len(teaches) == 1 and is_given(proposal.need) else ""


def _told(title: str, why: str, unlock: dict | None, in_words) -> StillOpen:
    if unlock is None:
        return StillOpen(title, why, "", "", others_move=False)
    return StillOpen(
        title, why, in_words(*unlock["lever"]), words.gain(unlock["gain"]), others_move=unlock["others_move"]
    )
