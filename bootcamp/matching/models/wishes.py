"""What a teacher wants: hers, for as long as she says, and seen by whom she chooses."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bootcamp.matching.solver import halves
from portal.people import access
from portal.people.models import School, User


class HoursWishQuerySet(models.QuerySet):
    def standing(self, today: date) -> Self:
        """Those whose end date isn't past."""
        return self.filter(until__gte=today)

    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def visible_to(self, user: User) -> Self:
        """Her own; for a director those of the school and what is open to more schools, for HR what is open to HR."""
        mine = Q(user=user)
        seen = HoursWish.Seen
        if access.leads_own_school(user):
            schools = School.objects.led_by(user)
            mine |= Q(school__in=schools.values("pk"))
            mine |= Q(seen_by__in=[seen.SCHOOLS, seen.POOL], school__board__in=schools.values("board"))
        elif access.leads_from_board(user) and user.board_id:
            mine |= Q(school__board=user.board_id) & ~Q(seen_by=seen.DIRECTOR)
        return self.filter(mine)


class HoursWish(models.Model):
    """Half-days are ten bits, Monday morning first (solver/halves.py). No reason, no illness, no money."""

    class Kind(models.TextChoices):
        MORE = "more", "meer uren"
        OTHER = "other", "evenveel uren, op andere dagen"
        FEWER = "fewer", "minder uren"

    class Where(models.TextChoices):
        SCHOOL = "school", "alleen op mijn eigen school"
        BOARD = "board", "ook op andere scholen van ons bestuur"
        POOL = "pool", "ook op scholen van andere besturen in de ronde"

    class Seen(models.TextChoices):
        DIRECTOR = "director", "alleen mijn directeur"
        HR = "hr", "ook HR van het bestuur"
        SCHOOLS = "schools", "ook de directeuren van ons bestuur"
        POOL = "pool", "ook de besturen in de ronde"

    class Term(models.TextChoices):
        ANY = "any", "vast of tijdelijk"
        ONLY = "only", "alleen tijdelijk, eerst een jaar proberen"
        NOT = "not", "alleen vast"

    key = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="hours_wishes",
        verbose_name="leerkracht",
    )
    name = models.CharField("naam", max_length=140)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="hours_wishes", verbose_name="school")
    kind = models.CharField("wens", max_length=6, choices=Kind, default=Kind.MORE)
    own = models.PositiveSmallIntegerField("dagdelen waarop je al werkt", default=0)
    chosen = models.PositiveSmallIntegerField("dagdelen die je koos", default=0)
    give = models.PositiveSmallIntegerField("dagdelen die je wilt afgeven", default=0)
    others_too = models.BooleanField("andere dagdelen mogen ook", default=False)
    less_too = models.BooleanField("minder mag ook", default=False)
    teaches = models.JSONField("groepen die je kent", default=list, blank=True)
    groups = models.JSONField("groepen die je wilt", default=list, blank=True)
    functions = models.JSONField("functies die je wilt", default=list, blank=True)
    earliest = models.CharField("niet eerder dan", max_length=5, blank=True)
    max_km = models.PositiveSmallIntegerField("hoogstens zoveel kilometer", null=True, blank=True)
    where = models.CharField("waar", max_length=6, choices=Where, default=Where.SCHOOL)
    seen_by = models.CharField("wie mag het zien", max_length=8, choices=Seen, default=Seen.DIRECTOR)
    term = models.CharField("vast of tijdelijk", max_length=4, choices=Term, default=Term.ANY)
    starts = models.DateField("vanaf", null=True, blank=True)
    requires = models.JSONField("wat geregeld moet zijn", default=list, blank=True)
    two_schools_day = models.BooleanField("twee scholen op één dag mag", default=False)
    until = models.DateField("blijft staan tot en met")
    left_over = models.PositiveSmallIntegerField("keer overgebleven", default=0, editable=False)
    agreed_on = models.DateField("akkoord gegeven op")
    changed_at = models.DateTimeField("gewijzigd op")

    objects = HoursWishQuerySet.as_manager()

    class Meta:
        verbose_name = "wens over uren"
        verbose_name_plural = "wensen over uren"
        indexes = [models.Index(fields=["school", "until"], name="wish_school_until")]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(user__isnull=False), name="wish_one_per_teacher"),
            models.CheckConstraint(
                condition=Q(own__lte=halves.WEEK, chosen__lte=halves.WEEK, give__lte=halves.WEEK),
                name="wish_within_a_week",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("agreed_on")), name="wish_ends_after_it_began"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.school.name}"

    @property
    def scope(self) -> str:
        """The smaller of where she will work and who may see it."""
        order = ("school", "board", "pool")
        seen = {"director": "school", "hr": "board", "schools": "board", "pool": "pool"}[self.seen_by]
        return min(self.where, seen, key=order.index)

    @property
    def want(self) -> int:
        if self.kind == self.Kind.FEWER:
            return 0
        return halves.count(self.give if self.kind == self.Kind.OTHER else self.chosen)

    @property
    def hours(self) -> int:
        return halves.HOURS * (self.want or halves.count(self.give))

    @property
    def weight(self) -> int:
        return 1 + min(2, self.left_over)


class WishLook(models.Model):
    """Who looked at a wish, once a day: she reads it herself."""

    wish = models.ForeignKey(HoursWish, on_delete=models.CASCADE, related_name="looks", verbose_name="wens")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="wie keek"
    )
    on = models.DateField("op")

    class Meta:
        verbose_name = "blik op een wens"
        verbose_name_plural = "blikken op wensen"
        constraints = [models.UniqueConstraint(fields=["wish", "by", "on"], name="look_once_a_day")]

    def __str__(self) -> str:
        return f"{self.by_id} op {self.on:%Y-%m-%d}"
