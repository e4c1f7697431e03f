"""Who can help schools, and what schools ask of them.

A request goes from asked to picked up, planned and held. Whoever picks it up is a proposal until the school says yes
(`said_yes_at`); from then on both sides see how to reach each other. At a no it is open again.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse

from bootcamp.experts.choices import ASKS_FOR, OPEN, WITH_EXPERT, HowItHelped, Place, Region, RequestState, Skill
from portal.people import access
from portal.people.models import User
from portal.post import relations


class ExpertProfileQuerySet(models.QuerySet):
    def of_experts(self) -> Self:
        """Of people who still have the role and the account for it."""
        return self.filter(access.may_be_experts("user__"), user__is_active=True)

    def in_directory(self) -> Self:
        return self.of_experts().filter(is_shown=True)

    def with_skill(self, skill: str) -> Self:
        return self.filter(Exists(ProfileSkill.objects.filter(profile=OuterRef("pk"), skill=skill)))

    def in_region(self, region: str) -> Self:
        return self.filter(Exists(ProfileRegion.objects.filter(profile=OuterRef("pk"), region=region)))

    def fitting(self, request: "ExpertRequest") -> Self:
        """Who has what is asked, there where it is asked."""
        skilled = self.with_skill(request.skill)
        return skilled.filter(works_online=True) if request.is_online else skilled.in_region(request.region)

    def for_list(self) -> Self:
        """All that a list shows of each, in three queries."""
        return self.select_related("user").prefetch_related("skills", "regions")


class ExpertProfile(models.Model):
    """What someone from HPP or a partner tells about themselves. In the directory only when they say so."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="expert_profile", verbose_name="expert"
    )
    organisation = models.CharField("organisatie", max_length=80, blank=True)
    about = models.CharField("één zin over jezelf", max_length=200)
    own_words = models.CharField("in je eigen woorden", max_length=200, blank=True)
    works_online = models.BooleanField("helpt online", default=False)
    availability = models.CharField("wanneer je kunt", max_length=120, blank=True)
    has_room = models.BooleanField("heeft nu ruimte voor vragen", default=True)
    is_shown = models.BooleanField("staat in de lijst met experts", default=False)
    changed_at = models.DateTimeField("gewijzigd op")

    objects = ExpertProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "profiel van een expert"
        verbose_name_plural = "profielen van experts"

    def __str__(self) -> str:
        return self.user.full_name


class ProfileSkill(models.Model):
    profile = models.ForeignKey(ExpertProfile, on_delete=models.CASCADE, related_name="skills")
    skill = models.CharField("expertise", max_length=20, choices=Skill)

    class Meta:
        verbose_name = "expertise"
        verbose_name_plural = "expertises"
        constraints = [models.UniqueConstraint(fields=["profile", "skill"], name="expert_skill_once")]

    def __str__(self) -> str:
        return self.get_skill_display()


class ProfileRegion(models.Model):
    profile = models.ForeignKey(ExpertProfile, on_delete=models.CASCADE, related_name="regions")
    region = models.CharField("provincie", max_length=20, choices=Region)

    class Meta:
        verbose_name = "provincie van een expert"
        verbose_name_plural = "provincies van experts"
        constraints = [models.UniqueConstraint(fields=["profile", "region"], name="expert_region_once")]

    def __str__(self) -> str:
        return self.get_region_display()


class ExpertRequestQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def latest_first(self) -> Self:
        """What is under way above what is over."""
        over = Case(When(state__in=OPEN, then=Value(0)), default=Value(1))
        return self.order_by(over, "-changed_at", "-pk")

    def within_reach_of(self, user: User) -> Self:
        """Those that fit what this expert does, and those that ask for this expert, whether still open or not. Not one
        that asks for somebody else, and not one that this expert gave back or that a school said no to."""
        if not access.may_be_expert(user):
            return self.none()
        skilled = Q(skill__in=ProfileSkill.objects.filter(profile__user=user).values("skill"))
        near = Q(place=Place.SCHOOL, region__in=ProfileRegion.objects.filter(profile__user=user).values("region"))
        online = Q(Exists(ExpertProfile.objects.filter(user=user, works_online=True)), place=Place.ONLINE)
        asked_for = Q(preferred=user) | (Q(preferred=None) & skilled & (near | online))
        before = ExpertEvent.objects.filter(request=OuterRef("pk"), expert=user, kind__in=ExpertEvent.ENDED_IT)
        return self.filter(asked_for).exclude(Exists(before))

    def to_pick_up(self, user: User) -> Self:
        return self.within_reach_of(user).filter(state=RequestState.ASKED, seat__cancelled_at=None)

    def for_list(self) -> Self:
        return self.select_related("seat__school__board", "seat__bootcamp", "asked_by", "preferred", "expert")


class ExpertRequest(models.Model):
    """A school asks for help. Goes 24 months after the last change: it holds names and what was said."""

    seat = models.ForeignKey(
        "seats.Seat", on_delete=models.CASCADE, related_name="expert_requests", verbose_name="plek"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="gevraagd door"
    )
    skill = models.CharField("wat voor hulp", max_length=20, choices=Skill)
    question = models.TextField("je vraag", max_length=1000)
    wanted_from = models.DateField("vanaf")
    wanted_until = models.DateField("tot en met")
    place = models.CharField("waar", max_length=8, choices=Place)
    region = models.CharField("provincie", max_length=20, choices=Region, blank=True)
    preferred = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="liefst van",
    )
    state = models.CharField("stand", max_length=12, choices=RequestState, default=RequestState.ASKED)
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="expert_requests",
        verbose_name="expert",
    )
    said_yes_at = models.DateTimeField("school zei ja op", null=True, blank=True)
    planned_on = models.DateField("afgesproken op", null=True, blank=True)
    planned_how = models.CharField("hoe laat en waar", max_length=120, blank=True)
    reason = models.TextField("waarom niet", max_length=500, blank=True)
    report = models.TextField("verslag", max_length=2000, blank=True)
    helped = models.CharField("heeft het geholpen", max_length=8, choices=HowItHelped, blank=True)
    differently = models.TextField("wat zou je anders doen", max_length=1000, blank=True)
    asked_at = models.DateTimeField("gevraagd op")
    changed_at = models.DateTimeField("gewijzigd op")
    mails_about_it = relations.about_it()

    objects = ExpertRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag aan een expert"
        verbose_name_plural = "vragen aan experts"
        indexes = [models.Index(fields=["state", "asked_at"], name="expert_request_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(wanted_until__gte=F("wanted_from")), name="expert_request_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(place=Place.ONLINE) | ~Q(region=""), name="expert_request_at_school_has_region"
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.PLANNED) | Q(planned_on__isnull=False),
                name="expert_request_planned_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.REFUSED) | ~Q(reason=""), name="expert_request_refused_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat.school.name} vraagt {self.asks_for}"

    def get_absolute_url(self) -> str:
        return reverse("bootcamp:expert_request", args=[self.pk])

    @property
    def asks_for(self) -> str:
        return ASKS_FOR[self.skill]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_online(self) -> bool:
        return self.place == Place.ONLINE

    @property
    def awaits_yes(self) -> bool:
        return self.state == RequestState.PICKED_UP and self.said_yes_at is None

    @property
    def lost_its_expert(self) -> bool:
        """Someone took it, and has no account for it any more."""
        gone = self.expert is None or not access.may_be_expert(self.expert)
        return self.state in WITH_EXPERT and gone


class ExpertEvent(models.Model):
    """One thing that happened to a request. It also remembers with whom it came to nothing."""

    class Kind(models.TextChoices):
        ASKED = "gevraagd", "gevraagd"
        PICKED_UP = "opgepakt", "opgepakt"
        ASSIGNED = "voorgesteld", "voorgesteld door HPP"
        SAID_YES = "ja", "de school zei ja"
        SAID_NO = "nee", "de school koos een ander"
        GAVE_BACK = "terug", "de expert kan toch niet"
        PLANNED = "afgesproken", "dag afgesproken"
        HELD = "geweest", "geweest, met verslag"
        LOOKED_BACK = "terugblik", "de school keek terug"
        WITHDRAWN = "ingetrokken", "ingetrokken"
        SEAT_GIVEN_BACK = "afgemeld", "gestopt: de school meldde zich af"
        REFUSED = "afgewezen", "afgewezen"

    ENDED_IT = (Kind.SAID_NO, Kind.GAVE_BACK)

    request = models.ForeignKey(ExpertRequest, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField("wat", max_length=12, choices=Kind)
    at = models.DateTimeField("wanneer")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="expert"
    )

    class Meta:
        verbose_name = "gebeurtenis bij een vraag aan een expert"
        verbose_name_plural = "gebeurtenissen bij vragen aan experts"

    def __str__(self) -> str:
        return self.get_kind_display()
