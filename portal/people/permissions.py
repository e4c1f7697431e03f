"""What HPP staff may do in the admin follows from their role, not from boxes that someone ticks.

An administrator (`is_superuser`) may do everything; everyone else has nothing to do there.
"""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Model

from portal.people.access import works_in_admin

# Apps of which HPP does everything in the admin.
ROOMS = {"seats", "running", "following", "plan", "exchange", "experts", "materials"}
PEOPLE = {f"people.{verb}_{model}" for verb in ("view", "add", "change") for model in ("board", "school", "user")}
JOBS = {"jobs.view_job"}


class RolePermissions(BaseBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        return works_in_admin(user_obj) and (perm.partition(".")[0] in ROOMS or perm in PEOPLE | JOBS)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return works_in_admin(user_obj) and app_label in ROOMS | {"people", "jobs"}
