import logging
from typing import ClassVar

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminFileWidget
from django.shortcuts import redirect

from materials.files import ProtectedFileField
from materials.forms import MaterialForm
from materials.models import Material
from portal.staff_admin import StaffAdmin

log = logging.getLogger(__name__)


class FileWidget(AdminFileWidget):
    """Shows a file under the name that people see, with the way to it that asks who you are."""

    def format_value(self, value):
        return _Shown(value) if self.is_initial(value) else None


class _Shown:
    def __init__(self, file):
        self.url, self.name = file.url, file.instance.file_name

    def __str__(self) -> str:
        return self.name


@admin.register(Material)
class MaterialAdmin(StaffAdmin):
    form = MaterialForm
    list_display = ["title", "kind", "goal", "access", "file_name", "published_at"]
    list_filter = ["kind", "goal", "access", "shelves"]
    search_fields = ["title", "summary", "body"]
    ordering = ["goal", "title", "pk"]
    filter_horizontal = ["shelves"]
    formfield_overrides: ClassVar = {ProtectedFileField: {"widget": FileWidget}}
    fieldsets = [
        (None, {"fields": ["title", "kind", "goal", "summary"]}),
        ("Inhoud", {"fields": ["body", "file"]}),
        ("Feiten", {"fields": ["source", "facts_on", "check_on"]}),
        ("Voor wie", {"fields": ["access", "shelves", "stage", "board", "published_at"]}),
    ]

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except OSError:
            log.exception("A file could not be kept.")
            messages.error(request, "Het bestand kon niet worden bewaard, dus er is niets gewijzigd. Bel de beheerder.")
            return redirect(request.path)

    def delete_queryset(self, request, queryset):
        for material in queryset:
            material.delete()  # one by one: each takes its file along
