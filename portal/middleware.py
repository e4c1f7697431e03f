import logging
import time
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.template import loader
from django.urls import reverse

from portal import homes, once, trace
from portal.people import access, sent_too_late, sessions
from portal.people.second_step import Step, page_for_the_step, still_to_do
from portal.trace import Cause

log = logging.getLogger("portal.requests")

# Where nothing of others can be seen.
OPEN = {
    *("accessibility", "admin:logout", "contact", "health", "health_of_jobs", "manifest", "privacy", "robots"),
    *("security_txt", "session_left", "session_stay"),
}
# The pages of the account itself, among which those for setting the step up.
OF_THE_ACCOUNT = ("account_", "mfa_", "usersessions_")
# Where a session that came in with a password alone shows that it's really you, or goes away.
TAKING_THE_STEP = {"account_logout", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}

# No page asks for any of these. A passkey is the exception, and copying a link.
NOT_USED = (
    *("accelerometer", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope"),
    *("hid", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial"),
    *("usb", "xr-spatial-tracking"),
)
OWN_USE = ("publickey-credentials-create", "publickey-credentials-get", "clipboard-write")
PERMISSIONS = ", ".join([f"{name}=()" for name in NOT_USED] + [f"{name}=(self)" for name in OWN_USE])


TEXT = ("text/", "application/json", "application/manifest+json", "application/problem+json", "application/yaml")

# Asked so often, by nobody in particular, that they would hide the rest.
NOT_WRITTEN = ("/gezond/", f"/{settings.STATIC_URL.strip('/')}/")


class RequestNumberMiddleware:
    """Gives each request a number, which its answer, its log lines and its jobs carry; and writes one line about it.

    The number is ours: one that comes along with a request could be anything.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.number, began = trace.new_number(), time.monotonic()
        with trace.caused_by(Cause(request.number, who=partial(trace.account_of, request))):
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request.number
            if not request.path.startswith(NOT_WRITTEN):
                self._write(request, response, round(1000 * (time.monotonic() - began)))
        return response

    def _write(self, request, response, ms):
        path = trace.path_of(request)
        event = {"method": request.method, "path": path, "status": response.status_code, "ms": ms}
        log.info("%s %s %s", request.method, path, response.status_code, extra=event)


class HeadersMiddleware:
    """What a browser may do with every answer; and that it keeps nothing of what is about someone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_personal(request):
            response["Cache-Control"] = "private, no-store"
        return response


def is_personal(request) -> bool:
    """Made for someone who is signed in, or on the way in."""
    match = getattr(request, "resolver_match", None)
    if match and (match.view_name or "").startswith(OF_THE_ACCOUNT):
        return True
    return has_session(request) and request.user.is_authenticated


def has_session(request) -> bool:
    # Looking into the session of a visitor without one would tell caches that the page depends on cookies.
    return settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "user")


class ReadingMiddleware:
    """What a page that only reads asks more than once is looked up once (portal/once.py)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with once.while_reading():
            return self.get_response(request)


class CompressionMiddleware(GZipMiddleware):
    """Packs the text of pages that aren't about anyone. What is about someone travels as it is: a packed answer gives
    away by its length how alike two parts of it are, and one of those may come from a stranger's link (BREACH)."""

    def process_response(self, request, response):
        is_text = response.get("Content-Type", "").startswith(TEXT)
        if response.streaming or not is_text or is_personal(request):
            return response
        return super().process_response(request, response)


def largest_request(size):
    """Lets HPP send more to this page than anyone may elsewhere: `@largest_request(80 * 1024 * 1024)`."""

    def mark(view):
        view.largest_request = size
        return view

    return mark


class LargestRequestMiddleware:
    """Refuses what is larger than any file that may be uploaded, before anything of it is read or put on disk."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not size.isdecimal() or int(size) > settings.LARGEST_REQUEST_OF_HPP:
            return self._refuse()
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Who asks is known by now, and nothing of the body is read yet."""
        size = int(request.META.get("CONTENT_LENGTH") or "0")
        if size <= settings.LARGEST_REQUEST:
            return None
        fits = size <= getattr(view_func, "largest_request", 0)
        return None if fits and has_session(request) and access.is_hpp(request.user) else self._refuse()

    def _refuse(self):
        return HttpResponse(loader.render_to_string("413.html"), status=413)


class SessionTimeMiddleware:
    """Signs out who did nothing for a long time. What they send after that waits until they are back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not has_session(request) or not request.user.is_authenticated:
            return None
        if sessions.seconds_left(request.session):
            if request.resolver_match.view_name != "session_left":
                sessions.touch(request.session)
                sent_too_late.forget_once_sent(request)
            return None
        sent = sent_too_late.read(request) if getattr(view_func, "login_required", True) else None
        logout(request)
        messages.info(request, "Je deed een tijd niets. Daarom ben je uitgelogd.")
        if sent is None:
            return None
        sent_too_late.keep(request, sent)
        return redirect_to_login(reverse("session_resume"))


class SecondStepMiddleware:
    """Who needs a second step for signing in takes it before anything else.

    Public pages too: some show more to who is signed in, such as the materials of a bootcamp.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        name = request.resolver_match.view_name or ""
        if name in OPEN | TAKING_THE_STEP:
            return None
        step = still_to_do(request)
        if step is Step.TAKE:
            back = request.get_full_path() if request.method == "GET" else homes.address_of(request.user)
            return redirect(f"{reverse(page_for_the_step(request.user))}?{urlencode({REDIRECT_FIELD_NAME: back})}")
        if step is Step.SET_UP and not name.startswith(OF_THE_ACCOUNT):
            return redirect("mfa_index")
        return None
