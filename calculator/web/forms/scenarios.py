"""Scenarios to lay beside each other: what each changes to the answers that were given."""

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

from calculator.household.calculation import calculate
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Faults
from calculator.household.years import SUPPORTED
from calculator.web.forms.base import fulltime_hours, number
from calculator.web.forms.benefit import HIGHEST_BENEFIT
from calculator.web.forms.children import care_hours, care_of
from calculator.web.forms.fields import EurosField, HoursField, NumberField
from portal.text.money import hours as in_words
from portal.widgets import UnitInput

MOST = 4
PREFIX, ADD = "situatie", "erbij"


class ScenarioForm(forms.Form):
    """Empty is as it was answered."""

    use_required_attribute = False
    hours = HoursField(label="Jouw uren", high=None)
    partner = HoursField(label="Uren van je partner", high=None)
    benefit = EurosField(
        label="Uitkering van je partner",
        high=HIGHEST_BENEFIT,
        after="per maand",
        help_text="Werkt je partner meer, dan gaat hier vaak een deel af. Dat weten we niet, dus pas het zelf aan.",
    )
    care = NumberField(
        label="Opvang per kind",
        high=744,
        widget=UnitInput("uur per maand"),
        help_text="Laat je dit leeg? Dan blijft het zoals je het invulde.",
    )
    year = forms.TypedChoiceField(
        label="Jaar",
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={
            "invalid_choice": "Van dat jaar kennen we voor jouw situatie niet alle regels. Kies een jaar uit de lijst."
        },
    )

    def __init__(self, *args, document: dict, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.document = document
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["year"].widget.attrs["class"] = "input--middle"
        if not self._partner_hours():
            del self.fields["partner"]
        if not (self._partner_hours() and "benefit" in document["people"][1]):
            del self.fields["benefit"]
        if not any(child.get("childcare") for child in document["children"]):
            del self.fields["care"]

    def _partner_hours(self):
        people = self.document["people"]
        return len(people) == 2 and (people[1].get("wage") or {}).get("hours")

    def clean(self):
        for name, person in (("hours", 0), ("partner", 1)):
            value = self.cleaned_data.get(name)
            if value is not None:
                wage = self.document["people"][person]["wage"]
                self._check(name, value, fulltime_hours(wage, self.document["year"]))
        return self.cleaned_data

    def _check(self, name: str, value, highest) -> None:
        try:
            HoursField(high=highest).check(value)
        except ValueError as reason:
            self.add_error(name, str(reason))

    def changed(self) -> dict:
        """The document of this scenario, at one number of hours."""
        given, document = self.cleaned_data, self.document
        hours = given["hours"] if given["hours"] is not None else document["hours"][0]
        people = list(document["people"])
        if given.get("partner") is not None:
            people[1] = with_hours(people[1], given["partner"])
        children = document["children"]
        if given.get("care") is not None:
            children = [with_care(child, given["care"]) for child in children]
        if given.get("benefit") is not None:
            people[1] = {**people[1], "benefit": {**people[1]["benefit"], "month": number(given["benefit"])}}
        changed = in_year(document, given["year"] or document["year"])
        return {**changed, "people": people, "children": children, "hours": [number(hours)]}


def in_year(document: dict, year: int) -> dict:
    """Hours that change in the course of a year do so in that year only."""
    same = document if year == document["year"] else {key: document[key] for key in document if key != "start"}
    return {**same, "year": year}


def with_hours(person: dict, hours) -> dict:
    """The same pay for other hours; a payslip's amount goes along in proportion."""
    wage = person["wage"]
    changed = {**wage, "hours": number(hours)}
    if "month" in wage:
        changed.pop("month")
        changed["fulltime_month"] = round(wage["month"] * wage["fulltime_hours"] / wage["hours"], 2)
    return {**person, "wage": changed}


def with_care(child: dict, hours) -> dict:
    """The same childcare for other hours; of two kinds each goes along in proportion."""
    before = care_hours(child)
    if not before:
        return child
    changed = [
        {key: care[key] for key in care if key != "follows"}
        | {"hours_per_month": round(float(hours) * care["hours_per_month"] / before, 2)}
        for care in care_of(child)
    ]
    return {**child, "childcare": changed}


def years_for(document: dict) -> list[int]:
    """Those in which this household can be computed: asked for each page, since a release can bring a year."""
    return [year for year in SUPPORTED if _is_known(in_year(document, year))]


def _is_known(document: dict) -> bool:
    try:
        calculate(read_document(document))
    except Faults:
        return False
    return True


def first_values(document: dict) -> list[dict[str, str]]:
    """To start with: as it is, the wish, and full time."""
    people, now, wish = document["people"], document["hours"][0], document["hours"][-1]
    partner = (people[1].get("wage") or {}).get("hours") if len(people) == 2 else None
    # Children with different hours keep their own: then there's no single number to start with.
    cares = {care_hours(child) for child in document["children"] if "childcare" in child}
    care = cares.pop() if len(cares) == 1 else None
    known = {
        "partner": "" if partner is None else in_words(partner),
        "benefit": _partners_benefit(people),
        "care": "" if care is None else in_words(care),
        "year": str(document["year"]),
    }
    top = fulltime_hours(people[0]["wage"], document["year"])
    return [{"hours": in_words(hours), **known} for hours in (now, wish, top)]


def _partners_benefit(people: list[dict]) -> str:
    benefit = people[1].get("benefit") if len(people) == 2 else None
    return f"{benefit['month']:.2f}".replace(".", ",").removesuffix(",00") if benefit else ""


def asked(data: QueryDict, document: dict) -> BaseFormSet:
    """The scenarios as typed, with one more where that was asked; without any, the first ones."""
    rows = _typed(data) or first_values(document)
    if data.get("situatie") == ADD:
        rows = [*rows, rows[-1]][:MOST]
    filled = {f"{PREFIX}-TOTAL_FORMS": str(len(rows)), f"{PREFIX}-INITIAL_FORMS": "0"}
    for place, row in enumerate(rows):
        filled |= {f"{PREFIX}-{place}-{name}": value for name, value in row.items()}
    of_each = {"document": document, "years": years_for(document), "empty_permitted": False}
    return ScenarioFormSet(filled, prefix=PREFIX, form_kwargs=of_each)


def _typed(data: QueryDict) -> list[dict[str, str]]:
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    number_of_rows = min(int(total), MOST) if total.isdecimal() and len(total) < 4 else 0
    names = ScenarioForm.base_fields
    return [
        {name: data[key] for name in names if (key := f"{PREFIX}-{place}-{name}") in data}
        for place in range(number_of_rows)
    ]


ScenarioFormSet = formset_factory(ScenarioForm, extra=0, max_num=MOST, absolute_max=MOST)
