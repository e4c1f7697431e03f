from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html_join

from portal.audit.models import Entry
from portal.staff_admin import StaffAdmin


@admin.register(Entry)
class EntryAdmin(StaffAdmin):
    """For administrators, to read."""

    list_display = ["at", "who", "by_role", "path", "choice", "whom"]
    list_filter = ["by_role"]
    search_fields = ["path", "by_number"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).with_names()

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="door")
    def who(self, entry):
        if entry.by_number is None:
            return "niet ingelogd"
        return entry.by_name or f"account {entry.by_number}, dat weg is"

    @admin.display(description="over wie")
    def whom(self, entry):
        links = ((reverse("admin:people_user_change", args=[number]), number) for number in entry.people)
        return format_html_join(", ", '<a href="{}">account {}</a>', links)
