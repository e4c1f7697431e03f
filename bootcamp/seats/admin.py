from typing import ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from bootcamp.seats import actions
from bootcamp.seats.forms import BootcampForm, WorkSessionFormSet
from bootcamp.seats.models import Bootcamp, Participation, Seat, WorkSession
from bootcamp.seats.models.sessions import IN_CALENDARS
from portal.staff_admin import StaffAdmin, StaffInline

# Of the bootcamp, in the calendars of participants; its place holds where a session has none.
BOOTCAMP_IN_CALENDARS = {"title", "place"}
# What people plan their day by: once schools take part it changes on the site, where those people hear of it.
SESSION_TOLD = ("title", "starts_at", "ends_at", "place", "join_link")
BOOTCAMP_TOLD = ("title", "place", "starts_on", "enrolment_closes")


def is_followed(bootcamp):
    return bootcamp is not None and (bootcamp.school_seats.active().exists() or bootcamp.applications.open().exists())


class WorkSessionInline(StaffInline, admin.StackedInline):
    model = WorkSession
    formset = WorkSessionFormSet
    extra = 0
    ordering = ["number", "pk"]
    formfield_overrides: ClassVar = {models.URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request, obj=None):
        return SESSION_TOLD if is_followed(obj) else ()

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not is_followed(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_followed(obj)


@admin.register(Bootcamp)
class BootcampAdmin(StaffAdmin):
    form = BootcampForm
    list_display = ["title", "kind", "starts_on", "taken", "seats", "is_published"]
    list_filter = ["kind", "sector", "is_published"]
    search_fields = ["title"]
    date_hierarchy = "starts_on"
    ordering = ["-starts_on", "pk"]
    filter_horizontal = ["led_by"]
    inlines = [WorkSessionInline]
    fieldsets = [
        (None, {"fields": ["title", "kind", "sector", "description", "led_by", "place"]}),
        ("Plekken", {"fields": ["seats", "seats_per_board", "admission", "by_invitation", "hold_hours"]}),
        ("Data", {"fields": ["enrolment_opens", "enrolment_closes", "starts_on", "on_the_site"]}),
        ("Op de site", {"fields": ["is_published"]}),
    ]

    def get_queryset(self, request):
        taken = Count("school_seats", filter=Q(school_seats__cancelled_at=None))
        return super().get_queryset(request).annotate(taken=taken)

    def get_readonly_fields(self, request, obj=None):
        fixed = BOOTCAMP_TOLD if is_followed(obj) else ()
        return (*fixed, "on_the_site")

    @admin.display(description="data en sessies")
    def on_the_site(self, bootcamp):
        """The way to the pages that tell people what changes."""
        if bootcamp is None or bootcamp.pk is None:
            return "Sla eerst op."
        url = reverse("bootcamp:staff_dates", args=[bootcamp.pk])
        return format_html('<a href="{}">Verander ze op de site</a>: dan zie je wie een mail krijgt.', url)

    @admin.display(description="scholen", ordering="taken")
    def taken(self, bootcamp):
        return bootcamp.taken

    def save_formset(self, request, form, formset, change):
        all_change = bool(BOOTCAMP_IN_CALENDARS & set(form.changed_data))
        for session_form in formset.initial_forms:
            if all_change or set(IN_CALENDARS) & set(session_form.changed_data):
                session_form.instance.changes_in_calendars(now=timezone.now())
                session_form.instance.save(update_fields=["sequence", "agenda_changed_at"])
        super().save_formset(request, form, formset, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        actions.fill(bootcamp_id=form.instance.pk, now=timezone.now())

    def delete_queryset(self, request, queryset):
        for bootcamp in queryset:
            bootcamp.delete()  # one by one: each takes its shelf along


class ParticipationInline(admin.TabularInline):
    model = Participation
    """Who takes part changes on the site: there a seat passes on without what its former holder attended or earned,
    and those people hear of it."""

    extra = 0
    fields = readonly_fields = ["user"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Seat)
class SeatAdmin(StaffAdmin):
    list_display = ["school", "bootcamp", "enrolled_by", "enrolled_at", "cancelled_at"]
    list_filter = ["bootcamp", ("cancelled_at", admin.EmptyFieldListFilter)]
    search_fields = ["school__name", "school__brin", "participants__email", "participants__last_name"]
    list_select_related = ["school", "bootcamp", "enrolled_by"]
    ordering = ["-enrolled_at", "pk"]
    fields = ["bootcamp", "school", "enrolled_by", "enrolled_at", "cancelled_at", "on_the_site"]
    readonly_fields = ["on_the_site"]
    inlines = [ParticipationInline]

    @admin.display(description="deelnemers")
    def on_the_site(self, seat):
        if seat.cancelled_at:
            return "De school is afgemeld."
        url = reverse("bootcamp:colleagues", args=[seat.pk])
        return format_html('<a href="{}">Verander ze op de site</a>: daar krijgen ze een mail.', url)

    def has_add_permission(self, request):
        return False  # a seat is taken on the site, where the lock holds

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
