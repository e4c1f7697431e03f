"""A school's plan: answers to fixed questions, actions per goal, versions and comments.

Texts stand in rows of their own (`PlanAnswer`, `PlanAction`), each with a version, so that two people can type in
one plan at once: a write that didn't see the latest version never overwrites (saving.py).
"""

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from bootcamp.plan.parts import shown_at_first
from bootcamp.seats.models import Bootcamp, Seat, seats_followed_by
from portal.goals import Goal
from portal.people import access
from portal.people.models import School, User, Visitor, schools_led_by
from portal.people.sectors import SectorWords, words
from portal.post import relations

TEXT, WHO = 60, 20
"""Most characters of an action and of who does it: what five columns on one page can hold."""


class Audience(models.TextChoices):
    """What others than those who write it may do with the plan."""

    NOTHING = "niets", "niet zien"
    READ = "lezen", "lezen"
    COMMENT = "reageren", "lezen en reageren"


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> Self:
        """Plans that the user may read: who writes it, HPP, and who the director lets in."""
        if not user.is_authenticated:
            return self.none()
        if access.is_hpp(user):
            return self
        return self.filter(_written_by(user) | _let_in(user, Audience.READ, Audience.COMMENT))

    def open_for_comments_of(self, user: Visitor) -> Self:
        if not user.is_authenticated:
            return self.none()
        if access.is_hpp(user):
            return self
        return self.filter(_written_by(user) | _let_in(user, Audience.COMMENT))

    def shown_in(self, bootcamp: Bootcamp) -> Self:
        """The plans that schools show to the other schools of this bootcamp, for the Ontwikkelplein; `seat_id` is the
        seat of the school there.

        Made ready (`for_reading`) for the include `bootcamp/plan/_read.html`, which wants `plan` and
        `sheet=showing.of(plan)` in its context. Who may see the bootcamp's square is for the caller to know.
        """
        seats = {"school__seats__bootcamp": bootcamp, "school__seats__cancelled_at": None}
        shown = self.filter(shared_with=bootcamp, **seats).annotate(seat_id=F("school__seats"))
        return shown.for_reading().order_by("school__name", "pk")

    def of_schools_with_a_seat(self) -> Self:
        return self.filter(school__in=Seat.objects.active().values("school"))

    def for_reading(self) -> Self:
        """All that a page with the whole plan shows, in three queries however much is in it."""
        return self.select_related("school").prefetch_related("answers", "actions")


def schools_written_for(user: User) -> set[int]:
    """The numbers of the schools of which the user writes the plan: who takes part for the school, and its directors,
    with or without a seat."""
    mine = {seat.school_id for seat in seats_followed_by(user) if seat.is_active and seat.takes_part}
    return mine | set(schools_led_by(user) if access.leads_own_school(user) else [])


def _written_by(user: User) -> Q:
    return Q(school__in=schools_written_for(user))


def _let_in(user: User, *levels: Audience) -> Q:
    works_at = schools_led_by(user) if access.leads_own_school(user) else user.schools.values("pk")
    colleague = Q(for_colleagues__in=levels, school__in=works_at)
    board = Q(for_board__in=levels, school__in=schools_led_by(user))
    return colleague | board if access.leads_from_board(user) else colleague


class Plan(models.Model):
    """One for each school: it outlives a seat, a bootcamp and a director. Goes 24 months after its last change."""

    class Nudge(models.IntegerChoices):
        NEVER = 0, "niet"
        TWO_WEEKS = 2, "elke 2 weken"
        FOUR_WEEKS = 4, "elke 4 weken"
        SIX_WEEKS = 6, "elke 6 weken"
        TWELVE_WEEKS = 12, "elke 12 weken"

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="plan", verbose_name="school")
    sector = models.CharField(
        "sector",
        max_length=12,
        choices=Bootcamp.Sector,
        default=Bootcamp.Sector.PO,
        help_text="Van de bootcamp waarin het begon: daarmee kiezen we de cijfers waarmee we vergelijken.",
    )
    for_colleagues = models.CharField(
        "collega's van de school mogen", max_length=8, choices=Audience, default=Audience.NOTHING
    )
    for_board = models.CharField("het bestuur mag", max_length=8, choices=Audience, default=Audience.NOTHING)
    shared_with = models.ManyToManyField(
        Bootcamp, blank=True, related_name="shared_plans", verbose_name="te zien op het Ontwikkelplein van"
    )
    shown_parts = models.JSONField("wat andere scholen zien", default=shown_at_first)
    nudge_weeks = models.PositiveSmallIntegerField("herinnering", choices=Nudge, default=Nudge.SIX_WEEKS)
    next_nudge_on = models.DateField("volgende herinnering op", null=True, blank=True)
    # What came of it so far, written here by who counts results: the beads of the ambition move by it.
    more_for_good = models.PositiveSmallIntegerField("werken voor vast meer", default=0, editable=False)
    more_for_now = models.PositiveSmallIntegerField("werken tijdelijk meer", default=0, editable=False)
    created_at = models.DateTimeField("begonnen op")
    changed_at = models.DateTimeField("gewijzigd op")
    mails_about_it, own_mails = relations.about_it(), relations.own()

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "plannen"
        indexes = [models.Index(fields=["next_nudge_on"], name="plan_next_nudge_on")]

    def __str__(self) -> str:
        return f"Plan van {self.school}"

    def get_absolute_url(self) -> str:
        return reverse("bootcamp:plan", args=[self.school_id])

    @property
    def in_words(self) -> SectorWords:
        return words(self.sector)


class TypedText(models.Model):
    """Something that is typed in a plan. `version` rises with each write; `edited_in` names the tab that wrote it."""

    version = models.PositiveIntegerField("versie", default=1)
    edited_in = models.CharField(max_length=36, blank=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="gewijzigd door"
    )
    changed_at = models.DateTimeField("gewijzigd op")

    PARTS: tuple[str, ...] = ()
    """What of it people type."""
    is_removed = False

    class Meta:
        abstract = True

    @property
    def parts(self) -> dict[str, Any]:
        return {part: getattr(self, part) for part in self.PARTS}

    def write(self, values: dict[str, Any], *, by: User, tab: str, now: datetime) -> None:
        """A new version with these values; `tab` is empty when it wasn't typed on a page."""
        for name, value in values.items():
            setattr(self, name, value)
        self.version = self.version + 1 if self.pk else 1
        self.edited_in, self.changed_by, self.changed_at = tab, by, now
        self.save()


class PlanAnswer(TypedText):
    """The answer to one question of questions.py, as text; an empty answer keeps its row and its version."""

    PARTS = ("text",)

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField("vraag", max_length=30)
    text = models.CharField("antwoord", max_length=200, blank=True)

    class Meta:
        verbose_name = "antwoord in een plan"
        verbose_name_plural = "antwoorden in plannen"
        constraints = [models.UniqueConstraint(fields=["plan", "question"], name="plan_question_answered_once")]

    def __str__(self) -> str:
        return self.question


class PlanAction(TypedText):
    """Who does what by when, for one of the five goals. Taken away is a mark: a colleague may bring it back."""

    PARTS = ("what", "who", "due", "status")

    class Status(models.TextChoices):
        TO_DO = "nog_niet", "nog niet"
        BUSY = "bezig", "bezig"
        DONE = "klaar", "klaar"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    key = models.UUIDField("sleutel", default=uuid.uuid4, editable=False)
    goal = models.PositiveSmallIntegerField("doel", choices=Goal)
    number = models.PositiveSmallIntegerField("volgorde", default=0)
    what = models.CharField("actie", max_length=TEXT)
    who = models.CharField("wie", max_length=WHO, blank=True)
    due = models.CharField("klaar in", max_length=7, blank=True, help_text="Jaar en maand: 2027-03.")
    status = models.CharField("hoe ver", max_length=8, choices=Status, default=Status.TO_DO)
    is_removed = models.BooleanField("weggehaald", default=False)

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties in plannen"
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="plan_action_key_once")]

    def __str__(self) -> str:
        return self.what


class PlanVersion(models.Model):
    """The whole plan as it was. Someone who goes on typing within minutes goes on in the same version."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("nummer")
    content = models.JSONField("inhoud")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="bewaard door"
    )
    started_at = models.DateTimeField("begonnen op")
    saved_at = models.DateTimeField("bewaard op")
    restored_from = models.PositiveIntegerField("teruggezet van versie", null=True, blank=True)

    class Meta:
        verbose_name = "versie van een plan"
        verbose_name_plural = "versies van plannen"
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once")]

    def __str__(self) -> str:
        return f"versie {self.number}"


class PlanComment(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="geschreven door"
    )
    goal = models.PositiveSmallIntegerField("gaat over", choices=Goal, null=True, blank=True)
    text = models.TextField("reactie", max_length=1000)
    written_at = models.DateTimeField("geschreven op")
    told_at = models.DateTimeField("gemaild op", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "reactie op een plan"
        verbose_name_plural = "reacties op plannen"
        indexes = [models.Index(fields=["plan"], condition=Q(told_at=None), name="plan_comment_untold")]

    def __str__(self) -> str:
        return self.text[:60]


class ReactionsRead(models.Model):
    """Until when someone says to have read what others said of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+", verbose_name="plan")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="lezer")
    until = models.DateTimeField("gelezen tot en met")

    class Meta:
        verbose_name = "gelezen reacties"
        verbose_name_plural = "gelezen reacties"
        constraints = [models.UniqueConstraint(fields=["plan", "user"], name="plan_reactions_read_once")]

    def __str__(self) -> str:
        return f"{self.user_id} bij plan {self.plan_id}"


class PlanPaper(models.Model):
    """The plan as PDF, made by the worker; one for each plan, thrown away with it."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="paper")
    made_of = models.CharField("gemaakt van", max_length=64, help_text="Kenmerk van de inhoud.")
    made_at = models.DateTimeField("gemaakt op")
    content = models.BinaryField("pdf")

    class Meta:
        verbose_name = "plan op papier"
        verbose_name_plural = "plannen op papier"

    def __str__(self) -> str:
        return f"pdf van plan {self.plan_id}"
