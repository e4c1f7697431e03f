"""What all pages of the calculator share: open to everyone, no cookie, nothing kept."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """No login and no CSRF token: a calculation changes nothing for anyone, and a token would need a cookie.

    The page may stay in the visitor's own browser for the back button, and nowhere else. It travels compressed: there
    is no secret of ours in it that its length could give away.
    """

    @login_not_required
    @csrf_exempt
    @gzip_page
    @cache_control(private=True, no_cache=True)
    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return view(request, *args, **kwargs)

    return shown
