"""A school in a form, typed by name, place or number: with a slip of the finger too, and without script. Where more
schools fit, the form comes back with those to choose from."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst

from portal.people import numbers
from portal.people.entrance import finding
from portal.people.models import School
from portal.widgets import Choice


class SchoolInWords(forms.ModelChoiceField):
    def label_from_instance(self, school: Any) -> Any:
        known_by = f" {school.in_words.number}: {school.number}." if school.number else ""
        return Choice(school.name, f"{school.city}.{known_by} {capfirst(school.in_words.board)}: {school.board.name}.")


class SchoolByNameForm(forms.Form):
    """`TYPED` names the field of the form in which a school is typed."""

    TYPED: ClassVar[str]

    which_school = SchoolInWords(
        label="Welke {one} bedoel je?",
        help_text="Staat ze er niet bij? Typ hierboven alleen de naam, of alleen de plaats.",
        queryset=School.objects.none(),
        empty_label=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een van de {many} hieronder."},
    )

    def offer_schools(self, *, of_boards: Iterable[int] = (), any_number: bool = False) -> None:
        """Those that fit what was typed, to choose from. A number of one school needs no choice; with `any_number` also
        of a school that isn't in the open list."""
        typed = str(self.data.get(self.add_prefix(self.TYPED), "")).strip()[:100] if self.is_bound else ""
        site = numbers.site_of(typed.upper())
        schools = School.objects.all() if any_number else School.objects.public()
        of_number = schools.filter(brin__in={site, numbers.as_people_write(site)}) if site else schools.none()
        self.named: School | None = of_number.first()
        fitting = finding.schools(typed, of_boards=of_boards) if typed and self.named is None else []
        field = self.fields["which_school"]
        if fitting and isinstance(field, forms.ModelChoiceField):
            kept = School.objects.filter(pk__in=[school.pk for school in fitting]).select_related("board")
            field.queryset = kept.order_by("name", "city", "pk")
        else:
            del self.fields["which_school"]

    def chosen_school(self, cleaned: dict[str, Any]) -> School | None:
        """Says at its field what is wrong with what was typed."""
        typed, chosen = (cleaned.get(self.TYPED) or "").strip(), cleaned.pop("which_school", None)
        if not typed:
            return None
        if "which_school" not in self.fields and self.named is None:
            words = f"We vinden niets bij “{typed}”. Probeer alleen de naam, of alleen de plaats."
            self.add_error(self.TYPED, words)
        elif chosen is None and self.named is None and "which_school" not in self.errors:
            self.add_error("which_school", "Kies welke je bedoelt.")
        return chosen or self.named
