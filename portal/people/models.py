"""Who people are and where they work."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Self, cast

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import functions
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal import once
from portal.people import access


class Board(models.Model):
    name = models.CharField("naam", max_length=120, unique=True)

    class Meta:
        verbose_name = "bestuur"
        verbose_name_plural = "besturen"

    def __str__(self) -> str:
        return self.name


class SchoolQuerySet(models.QuerySet):
    def led_by(self, user: "User") -> Self:
        """The schools that this user speaks for: a director's own, all of the board for HR and board."""
        if access.leads_own_school(user):
            return self.filter(people=user)
        if access.leads_from_board(user) and user.board_id:
            return self.filter(board=user.board_id)
        return self.none()


def schools_led_by(user: "Visitor") -> list[int]:
    """The numbers of the schools that this user speaks for."""
    if not user.is_authenticated:
        return []
    led = School.objects.led_by(user)
    return once.asked(("led by", user.pk), lambda: list(led.values_list("pk", flat=True)))


class School(models.Model):
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="schools", verbose_name="bestuur")
    name = models.CharField("naam", max_length=120)
    city = models.CharField("plaats", max_length=80)
    brin = models.CharField(
        "BRIN-nummer",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^\d{2}[A-Z]{2}(\d{2})?$", "Een BRIN-nummer ziet eruit als 05AB of 05AB01.")],
        help_text="Twee cijfers en twee letters, soms met twee cijfers voor de vestiging.",
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "school"
        verbose_name_plural = "scholen"

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"


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
