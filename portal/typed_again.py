"""What someone typed, to be sent once more from the page that says why it didn't work this time.

Nothing is kept: it goes back and forth in that page. What is sent after a session ran out is kept, for as long as
signing in takes (portal/people/sent_too_late.py).
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import RawPostDataException
from django.middleware.csrf import get_token

OURS = "csrfmiddlewaretoken"
SECRET = ("password", "wachtwoord")
UNREADABLE = (OSError, RawPostDataException, ValueError)


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """In order, without the token against forgery, which each page has of its own."""
    return [(name, str(value)) for name, values in request.POST.lists() for value in values if name != OURS]


def context(request: HttpRequest) -> dict[str, object]:
    """For components/typed_again.html. Nothing of a form with a password: that is never sent back."""
    if request.method != "POST":
        return {}
    try:
        fields = fields_of(request)
        had_files = bool(request.FILES)
    except UNREADABLE:
        return {}
    if not fields or any(word in name.lower() for name, _ in fields for word in SECRET):
        return {}
    # Who has no cookie of ours, as in the calculator, gets none by this.
    token = get_token(request) if settings.CSRF_COOKIE_NAME in request.COOKIES else ""
    return {"typed": fields, "typed_to": request.get_full_path(), "token": token, "had_files": had_files}
