"""Who comes in here: HPP. The second step of signing in is asked for everywhere at once (portal/middleware.py)."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from portal.people.models import Role


def hpp_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For anyone else these pages don't exist."""

    @wraps(view)
    def only(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated and request.user.role != Role.HPP:
            raise Http404
        return view(request, *args, **kwargs)

    return only
