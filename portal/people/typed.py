"""What someone sends after their session ran out is kept until they are back in, and shown to nobody else.

It lies in the new, empty session of the same browser, at most half an hour. Nothing is done with it before the same
person is signed in again and presses the button.
"""

from dataclasses import dataclass

from django.http import HttpRequest

KEPT = "typed_before_signing_in"
HALF_AN_HOUR = 30 * 60
# Of these nothing may be kept: there are passwords and codes in them.
NEVER = ("account_", "mfa_", "admin:login")


@dataclass(frozen=True)
class Typed:
    user_id: int
    path: str
    fields: list[tuple[str, str]]
    had_files: bool

    @property
    def texts(self) -> list[str]:
        """What someone will recognise, for on the page."""
        return [value for _, value in self.fields if any(letter.isalpha() for letter in value)]


def read(request: HttpRequest) -> Typed | None:
    """What a page sent; None for what a script sends, which keeps it itself."""
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    name = request.resolver_match.view_name if request.resolver_match else ""
    if request.method != "POST" or not is_page or name.startswith(NEVER):
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    sent = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
    return Typed(request.user.pk, request.get_full_path(), sent, bool(request.FILES))


def keep(request: HttpRequest, typed: Typed) -> None:
    request.session[KEPT] = [typed.user_id, typed.path, typed.fields, typed.had_files]
    request.session.set_expiry(HALF_AN_HOUR)


def of(request: HttpRequest) -> Typed | None:
    """What this person sent before; of someone else it is wiped."""
    if KEPT not in request.session:
        return None
    user_id, path, fields, had_files = request.session[KEPT]
    if user_id != request.user.pk:
        forget(request)
        return None
    return Typed(user_id, path, [tuple(field) for field in fields], had_files)


def forget_once_sent(request: HttpRequest) -> None:
    if request.method == "POST" and KEPT in request.session and request.session[KEPT][1] == request.get_full_path():
        forget(request)


def forget(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)
