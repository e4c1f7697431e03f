"""What someone sends after their session ran out is kept until they are back in, and shown to nobody else.

It lies in the new, empty session of the same browser, at most half an hour. Nothing is done with it before the same
person is signed in again and presses the button. Where nobody was signed out, nothing is kept (portal/typed_again.py).
"""

from dataclasses import dataclass

from django.http import HttpRequest

from portal.typed_again import fields_of

KEPT = "typed_before_signing_in"
HALF_AN_HOUR = 30 * 60
# Of these nothing may be kept: there are passwords and codes in them.
NEVER = ("account_", "mfa_", "admin:login")


@dataclass(frozen=True)
class SentTooLate:
    user_id: int | None
    path: str
    fields: list[tuple[str, str]]
    had_files: bool

    @property
    def texts(self) -> list[str]:
        """What someone will recognise, for on the page."""
        return [value for _, value in self.fields if any(letter.isalpha() for letter in value)]


def read(request: HttpRequest) -> SentTooLate | None:
    """What a page sent; None for what a script sends, which keeps it itself."""
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    name = request.resolver_match.view_name if request.resolver_match else ""
    if request.method != "POST" or not is_page or name.startswith(NEVER):
        return None
    return SentTooLate(request.user.pk, request.get_full_path(), fields_of(request), bool(request.FILES))


def keep(request: HttpRequest, sent: SentTooLate) -> None:
    request.session[KEPT] = [sent.user_id, sent.path, sent.fields, sent.had_files]
    request.session.set_expiry(HALF_AN_HOUR)


def of(request: HttpRequest) -> SentTooLate | None:
    """What this person sent before; of someone else it is wiped."""
    if KEPT not in request.session:
        return None
    user_id, path, fields, had_files = request.session[KEPT]
    if user_id != request.user.pk:
        forget(request)
        return None
    return SentTooLate(user_id, path, [tuple(field) for field in fields], had_files)


def forget_once_sent(request: HttpRequest) -> None:
    if request.method == "POST" and KEPT in request.session and request.session[KEPT][1] == request.get_full_path():
        forget(request)


def forget(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)
