from typing import ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import Count, Q

from bootcamp.models import Bootcamp, Enrolment, WorkSession

IN_CALENDARS = {"title", "starts_at", "ends_at", "place", "outcome"}


class WorkSessionInline(admin.StackedInline):
    model = WorkSession
    extra = 0
    formfield_overrides: ClassVar = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Bootcamp)
class BootcampAdmin(admin.ModelAdmin):
    list_display = ["title", "kind", "starts_on", "taken", "seats", "is_published"]
    list_filter = ["kind", "sector", "is_published"]
    search_fields = ["title"]
    date_hierarchy = "starts_on"
    filter_horizontal = ["led_by"]
    inlines = [WorkSessionInline]

    def get_queryset(self, request):
        taken = Count("enrolments", filter=Q(enrolments__cancelled_at=None))
        return super().get_queryset(request).annotate(taken=taken)

    @admin.display(description="scholen")
    def taken(self, bootcamp):
        return bootcamp.taken

    def save_formset(self, request, form, formset, change):
        for session_form in formset.forms:
            # Calendars take a changed session for the same one only when its sequence rises.
            if session_form.instance.pk and IN_CALENDARS & set(session_form.changed_data):
                session_form.instance.sequence += 1
        super().save_formset(request, form, formset, change)


@admin.register(Enrolment)
class EnrolmentAdmin(admin.ModelAdmin):
    list_display = ["school", "bootcamp", "enrolled_by", "enrolled_at", "cancelled_at", "proof_sent_at"]
    list_filter = [
        "bootcamp",
        ("cancelled_at", admin.EmptyFieldListFilter),
        ("proof_sent_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["school__name", "school__brin", "participants__email", "participants__last_name"]
    list_select_related = ["school", "bootcamp", "enrolled_by"]
    autocomplete_fields = ["participants"]
    readonly_fields = ["bootcamp", "school", "enrolled_by", "enrolled_at", "cancelled_at", "proof_sent_at"]

    def has_add_permission(self, request):
        return False  # a seat is taken on the site, where the lock holds

    def has_delete_permission(self, request, obj=None):
        return False
