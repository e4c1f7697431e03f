"""How long this room keeps what is about people. What each kind is for stands in docs/privacy.md."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry

from portal import retention
from portal.people.models import RegionContact, User

retention.keep(
    User,
    months=24,
    why="Wie twee jaar niet inlogt, heeft het account niet meer nodig.",
    expired=User.objects.not_seen_since,
)
retention.keep(
    LogEntry,
    months=3,
    why="Zo kunnen we nagaan wie in het beheer iets wijzigde.",
    expired=lambda day: LogEntry.objects.filter(action_time__date__lt=day),
)
retention.goes_with_account(RegionContact, why="Scholen in je regio zien jou als hun contactpersoon.")
retention.goes_with_account(EmailAddress, why="Hiermee log je in.")
retention.goes_with_account(
    Authenticator, why="De tweede stap bij het inloggen: je passkey, app met codes of herstelcodes."
)
retention.goes_with_account(
    UserSession,
    why="Zo zie je in welke browsers je bent ingelogd, en vanaf welk adres.",
)
