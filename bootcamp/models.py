"""Bootcamps, their work sessions, and the schools that take part."""

import re
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import formats

from portal.goals import Goal
from portal.models import Role, School, Shelf

JOIN_EARLY = timedelta(hours=1)
CLOCK = re.compile(r"([0-2]?\d[.:][0-5]\d)\s+(.+)")


class BootcampQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def open_on(self, day):
        return self.published().filter(enrolment_opens__lte=day, enrolment_closes__gte=day, starts_on__gt=day)

    def with_seats_left(self):
        taken = Count("enrolments", filter=Q(enrolments__cancelled_at=None), distinct=True)
        return self.annotate(seats_taken=taken, seats_left=F("seats") - taken)

    def for_overview(self):
        """All that a list of bootcamps shows, in two queries however many there are."""
        sessions = models.Prefetch("work_sessions", WorkSession.objects.order_by("starts_at", "pk"))
        return self.with_seats_left().prefetch_related(sessions).order_by("starts_on", "pk")


class Bootcamp(models.Model):
    class Kind(models.TextChoices):
        SIX = "zes", "zes werksessies"
        DAY = "dag", "in één dag, met een terugkomochtend"
        OWN = "eigen", "eigen opzet"

    class Sector(models.TextChoices):
        PO = "po", "primair onderwijs"
        CHILDCARE = "kinderopvang", "kinderopvang"
        CARE = "zorg", "zorg"

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
        limit_choices_to={"role": Role.HPP},
        blank=True,
    )
    seats = models.PositiveSmallIntegerField("plekken", help_text="Hoeveel scholen mee kunnen doen.")
    seats_per_board = models.PositiveSmallIntegerField(
        "plekken per bestuur", null=True, blank=True, help_text="Leeg: geen grens per bestuur."
    )
    enrolment_opens = models.DateField("aanmelden vanaf")
    enrolment_closes = models.DateField("aanmelden tot en met")
    starts_on = models.DateField("start op", help_text="De dag van de eerste werksessie.")
    place = models.CharField("plaats", max_length=120, help_text="Bijvoorbeeld: online, of een adres.")
    is_published = models.BooleanField("staat op de site", default=False)
    shelf = models.OneToOneField(
        Shelf, on_delete=models.PROTECT, related_name="bootcamp", editable=False, verbose_name="plank"
    )

    objects = BootcampQuerySet.as_manager()

    class Meta:
        verbose_name = "bootcamp"
        verbose_name_plural = "bootcamps"
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gt=0), name="bootcamp_has_seats", violation_error_message="Geef minstens één plek."
            ),
            models.CheckConstraint(
                condition=Q(enrolment_opens__lte=F("enrolment_closes")),
                name="bootcamp_enrolment_window_in_order",
                violation_error_message="Aanmelden kan niet sluiten voordat het opengaat.",
            ),
            models.CheckConstraint(
                condition=Q(enrolment_closes__lt=F("starts_on")),
                name="bootcamp_closes_before_start",
                violation_error_message="Aanmelden moet sluiten vóór de dag van de start.",
            ),
        ]

    def __str__(self):
        return self.title

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Brings its shelf along, under a name by which HPP finds it among those of other years."""
        title = f"{self.title}, start {formats.date_format(self.starts_on, 'j F Y')}"
        if self.shelf_id is None:
            self.shelf = Shelf.objects.create(title=title)
        else:
            Shelf.objects.filter(pk=self.shelf_id).update(title=title)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("bootcamp:bootcamp", args=[self.pk])

    @transaction.atomic
    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        self.shelf.delete()
        return deleted

    @property
    def intro(self):
        """The first paragraph of the description."""
        return " ".join(self.description.strip().replace("\r\n", "\n").split("\n\n")[0].split())

    def is_open_on(self, day):
        return self.is_published and self.enrolment_opens <= day <= self.enrolment_closes and day < self.starts_on

    def has_started_on(self, day):
        return day >= self.starts_on


class WorkSession(models.Model):
    bootcamp = models.ForeignKey(Bootcamp, on_delete=models.CASCADE, related_name="work_sessions")
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("titel", max_length=80)
    subtitle = models.CharField("in een paar woorden", max_length=80, blank=True)
    goal = models.PositiveSmallIntegerField("doel", choices=Goal)
    starts_at = models.DateTimeField("begint")
    ends_at = models.DateTimeField("eindigt")
    place = models.CharField("plaats", max_length=120, blank=True, help_text="Leeg: de plaats van de bootcamp.")
    join_link = models.URLField("link om mee te doen", blank=True, help_text="Te zien vanaf een uur van tevoren.")
    outcome = models.TextField("wat je na de sessie hebt", blank=True)
    preparation = models.TextField("voorbereiding", blank=True, help_text="Eén stap per regel.")
    agenda = models.TextField("zo loopt de sessie", blank=True, help_text="Eén onderdeel per regel: 15.00 Welkom.")
    follow_up = models.TextField("daarna, op school", blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "werksessie"
        verbose_name_plural = "werksessies"
        constraints = [
            models.UniqueConstraint(
                fields=["bootcamp", "number"],
                name="session_number_once_per_bootcamp",
                violation_error_message="Dit nummer heeft al een werksessie.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message="De sessie eindigt voordat hij begint.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def opens_at(self):
        """From when on the link to join is shown."""
        return self.starts_at - JOIN_EARLY

    def can_be_joined_at(self, now):
        return bool(self.join_link) and self.opens_at <= now < self.ends_at

    def has_started_at(self, now):
        return self.starts_at <= now

    def has_ended_at(self, now):
        return self.ends_at <= now

    @property
    def preparation_steps(self):
        return [line.strip() for line in self.preparation.splitlines() if line.strip()]

    @property
    def agenda_items(self):
        """(time, what) for each line that starts with a time; ("", line) for another."""
        lines = filter(None, map(str.strip, self.agenda.splitlines()))
        return [(match[1], match[2]) if (match := CLOCK.fullmatch(line)) else ("", line) for line in lines]


class EnrolmentQuerySet(models.QuerySet):
    def active(self):
        return self.filter(cancelled_at=None)

    def managed_by(self, user):
        """Where the user may give the seat back: HPP everywhere, others for the schools they speak for."""
        if not user.is_authenticated:
            return self.none()
        if user.role == Role.HPP:
            return self
        return self.filter(school__in=School.objects.led_by(user))

    def followed_by(self, user):
        """In which the user takes part, or a school that the user speaks for."""
        if not user.is_authenticated:
            return self.none()
        mine = Participation.objects.filter(user=user).values("enrolment")
        return self.filter(Q(pk__in=mine) | Q(school__in=School.objects.led_by(user)))

    def visible_to(self, user):
        return self if user.is_authenticated and user.role == Role.HPP else self.followed_by(user)

    def for_my_bootcamp(self):
        """All that the pages of a seat show, however many sessions and participants there are. The latest first."""
        people = Participation.objects.select_related("user").order_by("user__last_name", "user__first_name", "pk")
        return (
            self.select_related("bootcamp", "school__board")
            .prefetch_related("bootcamp__work_sessions", "bootcamp__led_by", models.Prefetch("participations", people))
            .order_by("-bootcamp__starts_on", "school__name", "pk")
        )


class Enrolment(models.Model):
    """A school's seat in a bootcamp. Who took part is forgotten after 24 months; the school's seat stays counted."""

    bootcamp = models.ForeignKey(Bootcamp, on_delete=models.PROTECT, related_name="enrolments")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="enrolments", verbose_name="school")
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="enrolments_made",
        verbose_name="aangemeld door",
    )
    participants = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Participation", related_name="enrolments", verbose_name="deelnemers"
    )
    enrolled_at = models.DateTimeField("aangemeld op")
    cancelled_at = models.DateTimeField("afgemeld op", null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        constraints = [
            models.UniqueConstraint(
                fields=["bootcamp", "school"],
                condition=Q(cancelled_at=None),
                name="school_once_per_bootcamp",
                violation_error_message="Deze school doet al mee aan deze bootcamp.",
            )
        ]

    def __str__(self):
        return f"{self.school} bij {self.bootcamp}"

    def get_absolute_url(self):
        return reverse("bootcamp:enrolment", args=[self.pk])

    def can_be_cancelled_on(self, day):
        return self.cancelled_at is None and not self.bootcamp.has_started_on(day)


class ParticipationQuerySet(models.QuerySet):
    def awaiting_proof(self):
        return self._reachable().filter(proof_sent_at=None, enrolment__cancelled_at=None)

    def awaiting_cancellation(self):
        return self._reachable().filter(cancellation_sent_at=None, enrolment__cancelled_at__isnull=False)

    def _reachable(self):
        return self.filter(user__is_active=True).select_related("user", "enrolment__bootcamp", "enrolment__school")


class Participation(models.Model):
    """Someone who takes part for a school, and which mails have gone to them."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="participations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations", verbose_name="deelnemer"
    )
    proof_sent_at = models.DateTimeField("bevestiging gemaild op", null=True, blank=True, editable=False)
    cancellation_sent_at = models.DateTimeField("afmelding gemaild op", null=True, blank=True, editable=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "user"],
                name="participant_once_per_enrolment",
                violation_error_message="Deze deelnemer staat er al bij.",
            )
        ]

    def __str__(self):
        return self.user.full_name
