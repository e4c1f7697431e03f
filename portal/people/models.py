"""Who people are and where they work."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Self, cast

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, functions
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal import kept, once
from portal.people import access
from portal.people.numbers import site_of
from portal.people.sectors import Sector, SectorWords, words
from portal.text.search import plain


class SchoolRegionQuerySet(models.QuerySet):
    def with_contact_for(self, user: "User") -> Self:
        """Whom the schools of this user can ask."""
        mine = Q(schools__people=user) | Q(schools__board=user.board_id, schools__board__isnull=False)
        of_them = self.filter(mine, contact__user__is_active=True).select_related("contact__user").distinct()
        return of_them.order_by("name", "pk")


class SchoolRegion(models.Model):
    """Where schools help each other, with one person to ask."""

    name = models.CharField("naam", max_length=120, unique=True)
    comes_from_duo = models.BooleanField(
        "staat zo in de lijst van DUO",
        default=False,
        help_text="Dan vervangt een eigen lijst met onderwijsregio's deze indeling.",
    )

    objects = SchoolRegionQuerySet.as_manager()

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"

    def __str__(self) -> str:
        return self.name


class RegionContact(models.Model):
    """The one person whom the schools of a region can ask. Goes with the account."""

    region = models.OneToOneField(SchoolRegion, on_delete=models.CASCADE, related_name="contact", verbose_name="regio")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contact_for", verbose_name="persoon"
    )
    phone = models.CharField("telefoonnummer", max_length=30, blank=True)

    class Meta:
        verbose_name = "contactpersoon van een regio"
        verbose_name_plural = "contactpersonen van regio's"

    def __str__(self) -> str:
        return f"{self.user} in {self.region}"


class Board(models.Model):
    name = models.CharField("naam", max_length=120, unique=True)
    number = models.CharField(
        "bestuursnummer",
        max_length=6,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{1,6}$", "Een bestuursnummer is een getal, zoals 41211.")],
        help_text="Het nummer van het bevoegd gezag bij DUO.",
    )
    city = models.CharField("plaats", max_length=80, blank=True)
    sector = models.CharField("sector", max_length=12, choices=Sector, default=Sector.PO)

    class Meta:
        verbose_name = "bestuur"
        verbose_name_plural = "besturen"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.number = self.number or None


class SchoolQuerySet(models.QuerySet):
    def led_by(self, user: "User") -> Self:
        """The schools that this user speaks for: a director's own, all of the board for HR and board."""
        if access.leads_own_school(user):
            return self.filter(people=user)
        if access.leads_from_board(user) and user.board_id:
            return self.filter(board=user.board_id)
        return self.none()

    def public(self) -> Self:
        """Those of DUO's open list, so that being found here says nothing about taking part."""
        return self.exclude(listed_in="").filter(closed_on=None)


def schools_led_by(user: "Visitor") -> list[int]:
    """The numbers of the schools that this user speaks for."""
    if not user.is_authenticated:
        return []
    return once.asked(("led by", user.pk), lambda: _look_up_led(user))


OF_PERSON = kept.Question(lambda user: School.objects.filter(people=user).values_list("pk", flat=True))
OF_BOARD = kept.Question(lambda board: School.objects.filter(board=board).values_list("pk", flat=True))


def _look_up_led(user: "User") -> list[int]:
    """As `led_by`."""
    if access.leads_own_school(user):
        return OF_PERSON(user.pk)
    return OF_BOARD(user.board_id) if access.leads_from_board(user) and user.board_id else []


class School(models.Model):
    """A site of a school, or of an organisation in another sector."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="schools", verbose_name="bestuur")
    name = models.CharField("naam", max_length=120)
    city = models.CharField("plaats", max_length=80)
    sector = models.CharField("sector", max_length=12, choices=Sector, default=Sector.PO)
    brin = models.CharField(
        "BRIN-nummer",
        max_length=6,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\d{2}[A-Z]{2}(\d{2})?$", "Een BRIN-nummer ziet eruit als 05AB of 05AB01.")],
        help_text="Twee cijfers en twee letters, soms met twee cijfers voor de vestiging.",
    )
    other_number = models.CharField(
        "ander nummer",
        max_length=20,
        blank=True,
        help_text="Kinderopvang: het LRK-nummer. Zorg: het KVK- of AGB-nummer. Of een nummer van jullie zelf.",
    )
    full_week = models.PositiveSmallIntegerField("uren in een volle week", default=40)
    address = models.CharField("adres", max_length=120, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    municipality = models.CharField("gemeente", max_length=80, blank=True)
    region = models.ForeignKey(
        SchoolRegion, on_delete=models.SET_NULL, null=True, blank=True, related_name="schools", verbose_name="regio"
    )
    listed_in = models.CharField("staat in de lijst", max_length=8, blank=True, editable=False)
    closed_on = models.DateField("niet meer in de lijst sinds", null=True, blank=True, editable=False)
    # What it is looked up by, without capitals, accents or marks.
    words = models.CharField("zoekwoorden", max_length=500, blank=True, editable=False)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "school"
        verbose_name_plural = "scholen"
        indexes = [models.Index(fields=["listed_in", "closed_on"], name="school_listed")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(sector=Sector.PO) | Q(brin__isnull=False),
                name="school_of_po_has_a_brin",
                violation_error_message="Vul het BRIN-nummer in. Dat hoort bij een school in het primair onderwijs.",
            ),
            models.CheckConstraint(
                condition=Q(full_week__gte=30, full_week__lte=40),
                name="school_full_week_of_30_to_40_hours",
                violation_error_message="Een volle week is 30 tot en met 40 uur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tidy()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "words"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.brin = self.brin or None

    def tidy(self) -> None:
        """To be called where rows are saved many at a time."""
        self.brin = self.brin or None
        numbers_of_it = f"{self.brin or ''} {site_of(self.brin or '')} {self.other_number}"
        self.words = plain(f"{self.name} {self.city} {numbers_of_it} {self.address} {self.postcode}")[:500]

    @property
    def site(self) -> str:
        """The number of its site in full, by which lists are compared: `05AB00`."""
        return site_of(self.brin or "")

    @property
    def institution(self) -> str:
        """Of which it is a site: `05AB`. Empty where there is no BRIN."""
        return self.site[:4]

    @property
    def number(self) -> str:
        return self.brin or self.other_number

    @property
    def in_words(self) -> SectorWords:
        return words(self.sector)


class KnownDomain(models.Model):
    """Of the addresses of a school or a board: who reads mail there, works there."""

    domain = models.CharField("domein", max_length=120, help_text="Wat er achter het apenstaartje staat.")
    board = models.ForeignKey(
        Board, on_delete=models.CASCADE, null=True, blank=True, related_name="domains", verbose_name="bestuur"
    )
    school = models.ForeignKey(
        School, on_delete=models.CASCADE, null=True, blank=True, related_name="domains", verbose_name="school"
    )

    class Meta:
        verbose_name = "bekend domein"
        verbose_name_plural = "bekende domeinen"
        constraints = [
            models.CheckConstraint(
                condition=Q(board__isnull=True, school__isnull=False) | Q(board__isnull=False, school__isnull=True),
                name="domain_of_a_school_or_a_board",
            ),
            models.UniqueConstraint(fields=["domain", "board"], name="domain_once_per_board"),
            models.UniqueConstraint(fields=["domain", "school"], name="domain_once_per_school"),
        ]

    def __str__(self) -> str:
        return self.domain


class UserQuerySet(models.QuerySet):
    def not_seen_since(self, day: date) -> Self:
        """Accounts last used before this day; one that was never used counts from its making."""
        return self.annotate(seen=functions.Coalesce("last_login", "joined_at")).filter(seen__date__lt=day)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made while running
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, role=access.Role.HPP, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone with an account. Kept for 24 months after the last use (docs/privacy.md)."""

    email = models.EmailField("e-mailadres", unique=True)
    first_name = models.CharField("voornaam", max_length=60)
    last_name = models.CharField("achternaam", max_length=80)
    # Empty for who asked to come in and waits for an answer: that opens nothing.
    role = models.CharField("rol", max_length=12, choices=access.choices)
    schools = models.ManyToManyField(
        School,
        blank=True,
        related_name="people",
        verbose_name="scholen",
    )
    board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="bestuur",
    )
    is_active = models.BooleanField("actief", default=True)
    is_staff = models.BooleanField("mag in het beheer", default=False)
    joined_at = models.DateTimeField("aangemaakt op", default=timezone.now, editable=False)
    # Part of the seal of each session: another number ends them all (portal/people/sessions.py).
    session_round = models.PositiveIntegerField("ronde van sessies", default=0, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return f"{self.full_name} <{self.email}>"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_full_name(self) -> str:
        return self.full_name

    def get_session_auth_hash(self) -> str:
        return self._session_seal()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return (self._session_seal(secret) for secret in settings.SECRET_KEY_FALLBACKS)

    def _session_seal(self, secret: str | None = None) -> str:
        content = f"{self.session_round}:{self.password}"
        return salted_hmac("people.User.session", content, secret=secret, algorithm="sha256").hexdigest()

    def get_short_name(self) -> str:
        return self.first_name


Visitor = User | AnonymousUser
"""Who asks for a page, signed in or not."""


def signed_in(request: HttpRequest) -> User:
    """Who asks, for what opens only to who is signed in."""
    return cast(User, request.user)
