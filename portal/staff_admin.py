"""What every page of the admin has in common: it answers only what the page offers to ask, and overwrites nothing that
someone else saved meanwhile."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest

from portal.meanwhile import STOOD, CarefulForm

# What the filters beside a list, and the days above it, put into an address.
OF_A_FILTER = {"", "exact", "id__exact", "pk__exact", "in", "isnull", "isempty", "gte", "lt"}
OF_A_DAY = {"year", "month", "day", "gte", "lt"}


class _Careful(BaseModelAdmin):
    """Refuses to overwrite what someone else saved since the page was shown (portal/meanwhile.py)."""

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if not self._is_careful(request, obj) or STOOD in flatten_fieldsets(fieldsets):
            return fieldsets
        return [*fieldsets, (None, {"fields": [STOOD]})]

    def _is_careful(self, request: HttpRequest, obj: Model | None) -> bool:
        return obj is not None and self.has_change_permission(request, obj)

    def _careful(self, form: type) -> type:
        return type(form.__name__, (CarefulForm, form), {})


class StaffAdmin(_Careful, admin.ModelAdmin):
    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Django lets anyone who sees a list search its hidden fields too, such as a password, letter by letter."""
        if self.date_hierarchy and _asks(lookup, self.date_hierarchy) in OF_A_DAY:
            return True
        filters: Iterable[Any] = self.get_list_filter(request)
        names = [part if isinstance(part, str) else part[0] for part in filters]
        return any(_asks(lookup, name) in OF_A_FILTER for name in names if isinstance(name, str))

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        if self._is_careful(request, obj):
            kwargs.setdefault("form", self._careful(self.form))
        return super().get_form(request, obj, change=change, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        if request.method == "POST" and (pk := _as_key(self.model, object_id)) is not None:
            self.model._base_manager.select_for_update(of=("self",)).filter(pk=pk).first()
        return super().get_object(request, object_id, from_field)


class ReadAdmin(StaffAdmin):
    """To read: these rows come and go by themselves."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class StaffInline(_Careful, InlineModelAdmin):
    """Beside Django's own: `class SchoolInline(StaffInline, admin.TabularInline)`."""

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        if self._is_careful(request, obj):
            kwargs.setdefault("form", self._careful(self.form))
        return super().get_formset(request, obj, **kwargs)


def _asks(lookup: str, name: str) -> str | None:
    """What `lookup` asks of the field `name`: "isnull" for "board__isnull"; None when it is about another field."""
    if lookup == name:
        return ""
    return lookup.removeprefix(f"{name}__") if lookup.startswith(f"{name}__") else None


def _as_key(model: type[Model], object_id: str) -> Any:
    try:
        return model._meta.pk.to_python(object_id)
    except (ValidationError, ValueError):
        return None
