"""Bootcamps: when they start, who may come and how many seats they have."""

from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models.holidays import SchoolHoliday, working_time_after
from portal.counting import Number
from portal.files.models import Shelf
from portal.people import access
from portal.people.models import User, Visitor
from portal.people.sectors import SectorWords, words
from portal.post import relations
from portal.text.dates import day_in_words

SEATS = "SELECT COUNT(*) FROM seats_seat WHERE bootcamp_id = {this} AND cancelled_at IS NULL"
# For schools on the list, and for whom HPP doesn't know yet.
HELD = """
    SELECT (SELECT COUNT(*) FROM seats_application WHERE bootcamp_id = {this} AND held_until IS NOT NULL)
    + (SELECT COUNT(*) FROM seats_reservation WHERE bootcamp_id = {this} AND held_until IS NOT NULL)
"""
WAITING = "SELECT COUNT(*) FROM seats_application WHERE bootcamp_id = {this} AND state IN ('wacht', 'samen')"
# In the session that most schools of parallel bootcamps swapped into (see actions/turns.py).
MOST_GUESTS = """
    SELECT COUNT(*) FROM seats_swap
    JOIN seats_worksession ON seats_worksession.id = seats_swap.instead_id
    JOIN seats_seat ON seats_seat.id = seats_swap.seat_id
    WHERE seats_worksession.bootcamp_id = {this} AND seats_seat.cancelled_at IS NULL
    GROUP BY seats_swap.instead_id ORDER BY COUNT(*) DESC LIMIT 1
"""


class BootcampQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(is_published=True)

    def shown_to(self, user: Visitor, *, code: str = "") -> Self:
        """What is on the site; what is by invitation only to who has the code, people of that board and who is in."""
        published = self.published()
        if access.is_hpp(user):
            return published
        shown = Q(by_invitation=False)
        if code:
            shown |= _invited_with(code)
        if user.is_authenticated:
            shown |= _known_to(user)
        return published.filter(shown)

    def inviting_for(self, user: User) -> Self:
        """Where the user hands out codes: HPP everywhere; HR and board where they may come, and where it is by
        invitation only with the code that their board has."""
        if access.is_hpp(user):
            return self.published()
        if not access.leads_from_board(user) or not user.board_id:
            return self.none()
        invited = _rows("Invitation").valid().managed_by(user)
        return self.published().filter(Q(by_invitation=False) | Q(pk__in=invited.values("bootcamp")))

    def open_on(self, day: date) -> Self:
        return self.published().filter(enrolment_opens__lte=day, enrolment_closes__gte=day, starts_on__gt=day)

    def with_seats_left(self) -> Any:
        """A seat that is held for a school with an offer is taken for everyone else."""
        return self.annotate(
            schools=Number(SEATS),
            held=Number(HELD),
            seats_taken=F("schools") + F("held"),
            seats_left=F("seats") - F("seats_taken") - Number(MOST_GUESTS),
            waiting=Number(WAITING),
        )

    def for_overview(self) -> Self:
        """All that a list of bootcamps shows, in two queries however many there are."""
        return self.with_seats_left().with_sessions().order_by("starts_on", "pk")

    def with_sessions(self) -> Self:
        """Loaded with them, by time."""
        return self.prefetch_related(models.Prefetch("work_sessions", _rows("WorkSession").order_by("starts_at", "pk")))


def _rows(model: str) -> Any:
    """Of a model that points at a bootcamp; called by its name, as Django does, since its file needs this one."""
    return apps.get_model("seats", model).objects


def _invited_with(code: str) -> Q:
    return Q(pk__in=_rows("Invitation").valid().filter(code=code.strip().lower()).values("bootcamp"))


def _known_to(user: User) -> Q:
    """Bootcamps to which the board of the user is invited, or in which the user has a seat or asked for one."""
    invited = _rows("Invitation").valid().filter(Q(board=user.board_id) | Q(board__schools__people=user))
    seats = _rows("Seat").active().followed_by(user)
    asked = _rows("Application").open().managed_by(user)
    return (
        Q(pk__in=invited.values("bootcamp")) | Q(pk__in=seats.values("bootcamp")) | Q(pk__in=asked.values("bootcamp"))
    )


class Bootcamp(models.Model):
    class Kind(models.TextChoices):
        SIX = "zes", "zes werksessies"
        DAY = "dag", "in één dag, met een terugkomochtend"
        OWN = "eigen", "eigen opzet"

    class Sector(models.TextChoices):
        PO = "po", "primair onderwijs"
        CHILDCARE = "kinderopvang", "kinderopvang"
        CARE = "zorg", "zorg"

    class Admission(models.TextChoices):
        AT_ONCE = "meteen", "meteen, zolang er plek is"
        BY_HAND = "hand", "HPP laat scholen zelf toe"

    title = models.CharField("titel", max_length=100)
    kind = models.CharField("opzet", max_length=8, choices=Kind, default=Kind.SIX)
    sector = models.CharField("sector", max_length=12, choices=Sector, default=Sector.PO)
    description = models.TextField(
        "wat je er leert",
        help_text="De eerste alinea staat ook in de lijst. Een lege regel begint een nieuwe alinea.",
    )
    led_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="led_bootcamps",
        verbose_name="begeleiders",
        limit_choices_to=access.hpp_people,
        blank=True,
    )
    seats = models.PositiveSmallIntegerField("plekken", help_text="Hoeveel scholen mee kunnen doen.")
    seats_per_board = models.PositiveSmallIntegerField(
        "plekken per bestuur", null=True, blank=True, help_text="Leeg: geen grens per bestuur."
    )
    admission = models.CharField("toelaten", max_length=8, choices=Admission, default=Admission.AT_ONCE)
    by_invitation = models.BooleanField(
        "alleen op uitnodiging", default=False, help_text="Aanmelden kan alleen met de code van een bestuur."
    )
    hold_hours = models.PositiveSmallIntegerField(
        "een plek blijft vastgehouden",
        default=48,
        help_text="In uren. Zo lang heeft een school van de wachtlijst de tijd om ja te zeggen. "
        "Weekend en schoolvakantie tellen niet mee.",
    )
    enrolment_opens = models.DateField("aanmelden vanaf")
    enrolment_closes = models.DateField("aanmelden tot en met")
    starts_on = models.DateField("start op", help_text="De dag van de eerste werksessie.")
    place = models.CharField("plaats", max_length=120, help_text="Bijvoorbeeld: online, of een adres.")
    is_published = models.BooleanField("staat op de site", default=False)
    shelf = models.OneToOneField(
        Shelf, on_delete=models.PROTECT, related_name="bootcamp", editable=False, verbose_name="plank"
    )
    mails_about_it, own_mails = relations.about_it(), relations.own()
    # Counted by `with_seats_left`: schools that take part, seats held for an offer, and what comes of those.
    schools: int
    held: int
    seats_taken: int
    seats_left: int
    waiting: int

    objects = BootcampQuerySet.as_manager()

    class Meta:
        verbose_name = "bootcamp"
        verbose_name_plural = "bootcamps"
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gt=0), name="bootcamp_has_seats", violation_error_message="Geef minstens één plek."
            ),
            models.CheckConstraint(
                condition=Q(hold_hours__gt=0),
                name="bootcamp_holds_a_seat_for_some_time",
                violation_error_message="Geef scholen minstens één uur om ja te zeggen.",
            ),
            models.CheckConstraint(
                condition=Q(enrolment_opens__lte=F("enrolment_closes")),
                name="seats_enrolment_window_in_order",
                violation_error_message="Aanmelden kan niet sluiten voordat het opengaat.",
            ),
            models.CheckConstraint(
                condition=Q(enrolment_closes__lt=F("starts_on")),
                name="bootcamp_closes_before_start",
                violation_error_message="Aanmelden moet sluiten vóór de dag van de start.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Brings its shelf along, under a name by which HPP finds it among those of other years."""
        title = f"{self.title}, start {day_in_words(self.starts_on)}"
        if self.shelf_id is None:
            self.shelf = Shelf.objects.create(title=title)
        else:
            Shelf.objects.filter(pk=self.shelf_id).update(title=title)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("bootcamp:bootcamp", args=[self.pk])

    @property
    def in_words(self) -> SectorWords:
        return words(self.sector)

    @property
    def held_sessions(self) -> list[Any]:
        """Those that go on, by time: all that anyone who isn't in yet is told of. Loaded by `with_sessions`."""
        held = [session for session in self.work_sessions.all() if not session.cancelled_at]
        return sorted(held, key=lambda session: (session.starts_at, session.pk))

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        self.shelf.delete()
        return deleted

    @property
    def intro(self) -> str:
        """The first paragraph of the description."""
        return " ".join(self.description.strip().replace("\r\n", "\n").split("\n\n")[0].split())

    def is_open_on(self, day: date) -> bool:
        return self.is_published and self.enrolment_opens <= day <= self.enrolment_closes and day < self.starts_on

    def has_started_on(self, day: date) -> bool:
        return day >= self.starts_on

    @property
    def admits_by_hand(self) -> bool:
        return self.admission == self.Admission.BY_HAND

    @property
    def is_full(self) -> bool:
        """Whether who asks now comes in line; the bootcamp comes from `with_seats_left`."""
        return not self.admits_by_hand and (self.seats_left <= 0 or self.waiting > 0)

    @property
    def start(self) -> datetime:
        """The beginning of the day on which it starts: until then seats change hands."""
        return timezone.make_aware(datetime.combine(self.starts_on, time.min))

    def holds_until(self, now: datetime) -> datetime:
        """Until when a seat that is offered now is held: in hours of working days, never past the start."""
        holidays = SchoolHoliday.objects.from_day(timezone.localdate(now))
        return min(working_time_after(now, timedelta(hours=self.hold_hours), holidays), self.start)
