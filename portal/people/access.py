"""What HPP staff may do in the admin follows from their role, not from boxes that someone ticks.

An administrator (`is_superuser`) may do everything; everyone else has nothing to do there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import Http404, HttpRequest, HttpResponse

from portal.people.models import Role

# Apps of which HPP does everything in the admin.
ROOMS = {"seats", "running", "following", "plan", "exchange", "experts", "materials"}
PEOPLE = {f"people.{verb}_{model}" for verb in ("view", "add", "change") for model in ("board", "school", "user")}
JOBS = {"jobs.view_job"}


class RolePermissions(BaseBackend):
    def has_perm(self, user_obj, perm, obj=None):
        return _is_hpp(user_obj) and (perm.partition(".")[0] in ROOMS or perm in PEOPLE | JOBS)

    def has_module_perms(self, user_obj, app_label):
        return _is_hpp(user_obj) and app_label in ROOMS | {"people", "jobs"}


def _is_hpp(user) -> bool:
    return user.is_active and user.is_authenticated and user.is_staff and user.role == Role.HPP


def is_hpp(user: Any) -> bool:
    return user.is_authenticated and user.is_active and user.role == Role.HPP


def hpp_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For anyone else these pages don't exist."""

    @wraps(view)
    def only(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not is_hpp(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return only
