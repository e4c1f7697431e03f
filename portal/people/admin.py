from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Field, Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone

from portal.audit import trail
from portal.people import access, accounts, letters
from portal.people.forms import PersonForm
from portal.people.models import Board, School, User, signed_in
from portal.staff_admin import StaffAdmin, StaffInline

# Rights follow the role (portal/people/permissions.py); addresses, second steps and sessions belong to the person.
for model in (Group, EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)


class SchoolInline(StaffInline, admin.TabularInline):
    model = School
    extra = 0
    show_change_link = True


@admin.register(Board)
class BoardAdmin(StaffAdmin):
    list_display = ["name", "school_count"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    inlines = [SchoolInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("schools")

    @admin.display(description="scholen")
    def school_count(self, board: Board) -> int:
        return len(board.schools.all())


@admin.register(School)
class SchoolAdmin(StaffAdmin):
    list_display = ["name", "city", "board", "brin"]
    list_filter = ["sector"]
    list_select_related = ["board"]
    search_fields = ["name", "city", "brin", "other_number", "board__name"]
    autocomplete_fields = ["board"]
    ordering = ["name", "city", "pk"]


@admin.register(User)
class UserAdmin(StaffAdmin):
    """HPP adds someone; they get a mail with a link to choose a password."""

    form = PersonForm
    list_display = ["full_name", "email", "role", "where", "last_login", "is_active"]
    list_filter = ["role", "is_active"]
    list_select_related = ["board"]
    search_fields = ["first_name", "last_name", "email", "schools__name", "board__name"]
    # There are thousands of them.
    autocomplete_fields = ["schools", "board"]
    ordering = ["last_name", "first_name", "pk"]
    readonly_fields = ["last_login", "joined_at"]
    actions = ["send_invitation_again", "remove_second_step"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        people = super().get_queryset(request).prefetch_related("schools")
        if request.user.is_superuser:
            return people
        return people.exclude(access.people_of_the_admin())

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        # Forgetting someone is done one at a time, with the page that shows what goes along.
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and obj != request.user

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        administrator = ["is_superuser"] if request.user.is_superuser else []
        seen = ["last_login", "joined_at"] if obj else []
        return [*PersonForm.Meta.fields, *administrator, *seen]

    def formfield_for_choice_field(self, db_field: Field, request: Any, **kwargs: Any) -> Any:
        # Only an administrator makes colleagues of HPP.
        if db_field.name == "role":
            kwargs["choices"] = [("", "---------"), *access.choices_for(request.user)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, user: User, form: Any, change: bool) -> None:
        user.is_staff = access.opens(user.role).in_admin
        if not change:
            user.set_unusable_password()
        super().save_model(request, user, form, change)
        if not change or "email" in form.changed_data:
            accounts.use_address(user)
        fields = [_changed(form, name) if change else _label(form, name) for name in form.changed_data]
        trail.about(request, [user], what=f"{'gewijzigd' if change else 'toegevoegd'}: {', '.join(fields)}")
        if not change:
            accounts.invite(user, by=signed_in(request), now=timezone.now())
            messages.info(request, f"{user.full_name} krijgt een mail om een wachtwoord te kiezen.")
        elif "email" in form.changed_data:
            former, what = form.initial["email"], "account/email/email_changed"
            letters.notice(user, what, address=former, now=timezone.now())

    def delete_model(self, request: HttpRequest, user: User) -> None:
        trail.about(request, [user], what="account verwijderd")
        super().delete_model(request, user)

    @admin.display(description="waar")
    def where(self, user: User) -> Board | str:
        return user.board or ", ".join(school.name for school in user.schools.all())

    @admin.action(description="Stuur de uitnodiging opnieuw", permissions=["change"])
    def send_invitation_again(self, request: HttpRequest, people: QuerySet[User]) -> None:
        invited = [user for user in people if user.is_active and not user.has_usable_password()]
        trail.about(request, invited, what="opnieuw uitgenodigd")
        for user in invited:
            accounts.invite(user, by=signed_in(request), now=timezone.now())
        messages.info(request, f"{len(invited)} keer opnieuw uitgenodigd. Wie al een wachtwoord heeft, krijgt niets.")

    @admin.action(description="Haal de tweede stap weg (telefoon kwijt)", permissions=["delete"])
    def remove_second_step(self, request: HttpRequest, people: QuerySet[User]) -> None:
        trail.about(request, people, what="tweede stap weggehaald")
        for user in people:
            accounts.take_second_step_away(user, now=timezone.now())
        messages.warning(request, "Weggehaald. Ze loggen in met hun wachtwoord en stellen de tweede stap opnieuw in.")


# What decides what someone may do: of these the trail keeps what it was and what it became. Schools and boards by
# number, as people are.
TELLS_VALUES = ("role", "board", "schools", "is_active", "is_superuser")


def _label(form: BaseForm, name: str) -> str:
    return str(form.fields[name].label).lower()


def _changed(form: BaseForm, name: str) -> str:
    if name not in TELLS_VALUES:
        return _label(form, name)
    was, becomes = (_value(value) for value in (form.initial.get(name), form.cleaned_data[name]))
    return f"{_label(form, name)} van {was} naar {becomes}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str):
        return access.opens(value).word or "niets"
    several: list[Any] = [*value] if isinstance(value, list | QuerySet) else [value]
    numbers: list[int] = sorted(getattr(one, "pk", one) for one in several if one)
    return " en ".join(f"nummer {number}" for number in numbers) or "niets"
