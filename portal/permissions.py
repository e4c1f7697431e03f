"""What HPP staff may do in the admin follows from their role, not from boxes that someone ticks.

An administrator (`is_superuser`) may do everything; everyone else has nothing to do there.
"""

from django.contrib.auth.backends import BaseBackend

from portal.models import Role

ROOMS = {"bootcamp", "materials"}
PORTAL = {f"portal.{verb}_{model}" for verb in ("view", "add", "change") for model in ("board", "school", "user")} | {
    "portal.view_job"
}


class RolePermissions(BaseBackend):
    def has_perm(self, user_obj, perm, obj=None):
        return _is_hpp(user_obj) and (perm.partition(".")[0] in ROOMS or perm in PORTAL)

    def has_module_perms(self, user_obj, app_label):
        return _is_hpp(user_obj) and app_label in ROOMS | {"portal"}


def _is_hpp(user) -> bool:
    return user.is_active and user.is_authenticated and user.is_staff and user.role == Role.HPP
