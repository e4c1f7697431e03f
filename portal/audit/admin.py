from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.audit.models import Entry
from portal.staff_admin import ReadAdmin


@admin.register(Entry)
class EntryAdmin(ReadAdmin):
    """For administrators, to read."""

    list_display = ["at", "who", "by_role", "path", "choice", "whom"]
    list_filter = ["by_role"]
    search_fields = ["path", "by_number"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> Any:
        entries: Any = super().get_queryset(request)
        return entries.with_names()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return request.user.is_superuser

    @admin.display(description="door")
    def who(self, entry: Any) -> str:
        if entry.by_number is None:
            return "niet ingelogd"
        return entry.by_name or f"account {entry.by_number}, dat weg is"

    @admin.display(description="over wie")
    def whom(self, entry: Entry) -> SafeString:
        links = ((reverse("admin:people_user_change", args=[number]), number) for number in entry.people)
        return format_html_join(", ", '<a href="{}">account {}</a>', links)
