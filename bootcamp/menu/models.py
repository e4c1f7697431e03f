"""A board's menu: what it would offer to teachers who work more hours, or keep them. No one is in here."""

import secrets
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from bootcamp.menu import fairness
from bootcamp.menu.fairness import FairnessWarning
from portal.people import access
from portal.people.models import Board, Visitor

CODE_BYTES = 12


def new_code() -> str:
    """Hard to guess, short enough for a QR code."""
    return secrets.token_urlsafe(CODE_BYTES)


class BoardMenuQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> Self:
        """Who leads from the board, and HPP."""
        if not user.is_authenticated:
            return self.none()
        if access.is_hpp(user):
            return self
        if not access.leads_from_board(user) or user.board_id is None:
            return self.none()
        return self.filter(board=user.board_id)

    def written_by(self, user: Visitor) -> Self:
        return self.none() if access.is_hpp(user) else self.visible_to(user)

    def for_board(self) -> Self:
        return self.annotate(number=models.Count("options")).order_by("-changed_at", "-pk")

    def whole(self) -> Self:
        return self.select_related("board", "reason").prefetch_related(
            models.Prefetch("options", MenuOption.objects.order_by("place", "pk"), to_attr="in_order")
        )


class BoardMenu(models.Model):
    class Job(models.TextChoices):
        FOURTH = "16-24", "van 16 naar 24 uur"
        USUAL = "24-32", "van 24 naar 32 uur"
        FIFTH = "32-40", "van 32 naar 40 uur"

    class Step(models.IntegerChoices):
        EARLY = 4, "LB trede 4"
        MIDDLE = 8, "LB trede 8"
        LATE = 12, "LB trede 12"

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="menus", verbose_name="bestuur")
    title = models.CharField("naam", max_length=80)
    year = models.PositiveSmallIntegerField("jaar van de regels")
    job = models.CharField("welke stap", max_length=5, choices=Job, default=Job.USUAL)
    step = models.PositiveSmallIntegerField("welke trede", choices=Step, default=Step.MIDDLE)
    employer_percent = models.DecimalField("werkgeverslasten", max_digits=4, decimal_places=1, null=True, blank=True)
    most = models.PositiveSmallIntegerField("hoeveel keuzes mag een collega maken", default=1)
    code = models.CharField("code", max_length=24, unique=True, default=new_code, editable=False)
    changed_at = models.DateTimeField("gewijzigd op")
    shared_at = models.DateTimeField("gedeeld op", null=True, blank=True, editable=False)

    objects = BoardMenuQuerySet.as_manager()

    class Meta:
        verbose_name = "keuzemenu"
        verbose_name_plural = "keuzemenu’s"
        constraints = [
            models.CheckConstraint(condition=Q(most__gte=1), name="menu_some_choice"),
            models.CheckConstraint(
                condition=Q(employer_percent=None) | Q(employer_percent__gte=0, employer_percent__lte=60),
                name="menu_employer_percent",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("menu:menu", args=[self.pk])

    @property
    def hours(self) -> tuple[int, int]:
        now, wish = self.job.split("-")
        return int(now), int(wish)

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None


class MenuOption(models.Model):
    class Kind(models.TextChoices):
        BONUS = "bonus", "Bonus, bruto per jaar"
        NET_WISH = "netto", "Bonus, met een nettowens"
        FREE_SPACE = "vrij", "Netto via de vrije ruimte (wkr)"
        ALLOWANCE = "toelage", "Beschikbaarheidstoelage"
        DAYS_OFF = "dagen", "Betaalde vrije dagen"
        CHILDCARE = "opvang", "Bijdrage in de opvang"
        TRAVEL = "reizen", "Reiskosten"
        LATER_START = "later", "Later beginnen"
        OTHER_WORK = "taken", "Ander rooster of andere taken"
        TRIAL = "proef", "Eerst proberen"

    class Purpose(models.TextChoices):
        EXPANSION = "meer", "meer uren gaan werken"
        RETENTION = "houden", "de uren houden"
        BOTH = "allebei", "meer uren én uren houden"

    IN_MONEY = (Kind.BONUS, Kind.NET_WISH, Kind.FREE_SPACE, Kind.ALLOWANCE, Kind.CHILDCARE, Kind.TRAVEL)

    menu = models.ForeignKey(BoardMenu, on_delete=models.CASCADE, related_name="options", verbose_name="keuzemenu")
    place = models.PositiveSmallIntegerField("plaats", default=0)
    kind = models.CharField("soort", max_length=8, choices=Kind)
    title = models.CharField("naam", max_length=60)
    text = models.CharField("uitleg", max_length=300, blank=True)
    amount = models.DecimalField("bedrag of aantal", max_digits=8, decimal_places=2, default=Decimal(0))
    gross = models.PositiveIntegerField("bruto voor iedereen", null=True, blank=True)
    through_free_space = models.BooleanField("via de vrije ruimte", default=False)
    supervision = models.CharField("wie neemt over", max_length=200, blank=True)
    purpose = models.CharField("waarvoor", max_length=7, choices=Purpose, default=Purpose.EXPANSION)
    is_temporary = models.BooleanField("tijdelijk", default=False)
    starts_on = models.DateField("vanaf", null=True, blank=True)
    ends_on = models.DateField("tot en met", null=True, blank=True)
    min_hours = models.PositiveSmallIntegerField("alleen vanaf zo veel uren", null=True, blank=True)
    pro_rata = models.BooleanField("naar rato van de uren", default=True)
    also_already = models.BooleanField("ook voor wie al zo veel werkt", default=True)
    permanent_staff_only = models.BooleanField("alleen voor vast personeel", default=False)
    parents_only = models.BooleanField("alleen voor ouders", default=False)
    takers = models.PositiveSmallIntegerField("met hoeveel collega’s rekenen jullie", default=5)
    already = models.PositiveSmallIntegerField("hoeveel werken er al zo veel", default=0)

    class Meta:
        verbose_name = "keuze in een menu"
        verbose_name_plural = "keuzes in een menu"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="menu_option_amount"),
            models.CheckConstraint(condition=Q(takers__gte=1), name="menu_option_someone"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="menu_option_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(kind="netto") | Q(gross__isnull=False), name="menu_option_net_wish_has_gross"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_in_money(self) -> bool:
        return self.kind in self.IN_MONEY

    @property
    def is_for_keeping(self) -> bool:
        return self.purpose == self.Purpose.RETENTION

    @property
    def for_expanding_only(self) -> bool:
        return self.purpose == self.Purpose.EXPANSION and not self.also_already

    @property
    def warnings(self) -> list[FairnessWarning]:
        return fairness.warnings(self)


class MenuReason(models.Model):
    """Why the board may and wants to do this, in its own words: a draft for who signs it."""

    menu = models.OneToOneField(
        BoardMenu, on_delete=models.CASCADE, related_name="reason", verbose_name="keuzemenu", primary_key=True
    )
    aim = models.TextField("doel", max_length=1500, blank=True)
    why_this = models.TextField("waarom dit", max_length=1500, blank=True)
    tried = models.TextField("wat we eerst deden", max_length=1500, blank=True)
    size = models.TextField("hoe groot", max_length=800, blank=True)
    duration = models.TextField("hoelang", max_length=800, blank=True)
    proportion = models.TextField("naar rato", max_length=800, blank=True)
    for_whom = models.TextField("wie het krijgt", max_length=800, blank=True)
    consent = models.TextField("instemming", max_length=800, blank=True)
    evaluated_on = models.DateField("wanneer we terugkijken", null=True, blank=True)
    signed_by = models.CharField("wie tekent", max_length=120, blank=True)

    class Meta:
        verbose_name = "onderbouwing van een menu"
        verbose_name_plural = "onderbouwingen van menu’s"

    def __str__(self) -> str:
        return f"onderbouwing van menu {self.menu_id}"

    @property
    def says_why(self) -> bool:
        return bool(self.aim.strip() and self.why_this.strip())


class MenuPaper(models.Model):
    """The menu on one A4 for the board; the latest."""

    menu = models.OneToOneField(BoardMenu, on_delete=models.CASCADE, related_name="paper", verbose_name="keuzemenu")
    made_of = models.CharField("gemaakt van", max_length=64)
    made_at = models.DateTimeField("gemaakt op")
    content = models.BinaryField("pdf")

    class Meta:
        verbose_name = "keuzemenu op papier"
        verbose_name_plural = "keuzemenu’s op papier"

    def __str__(self) -> str:
        return f"pdf van menu {self.menu_id}"


class GrantFact(models.Model):
    """What is known of the grant, as HPP read it; what isn't here isn't known."""

    class Key(models.TextChoices):
        PER_BOARD = "per_bestuur", "Hoeveel een bestuur krijgt"
        PER_FTE = "per_fte", "Hoeveel je per fte krijgt"
        OPENS = "vanaf", "Vanaf wanneer je kunt aanvragen"
        CLOSES = "tot", "Tot wanneer je kunt aanvragen"
        DUTIES = "plichten", "Wat je moet bijhouden en melden"
        ARTICLE = "artikel_3_3", "Wat artikel 3, derde lid, vraagt"

    key = models.CharField("wat", max_length=12, choices=Key, unique=True)
    text = models.CharField("wat we weten", max_length=500)
    source = models.CharField("bron", max_length=300)
    changed_at = models.DateTimeField("gewijzigd op")

    class Meta:
        verbose_name = "feit over de subsidie"
        verbose_name_plural = "feiten over de subsidie"

    def __str__(self) -> str:
        return self.get_key_display()
