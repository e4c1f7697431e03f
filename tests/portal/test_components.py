"""The small parts of a page and the fields of a form."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from portal.templatetags import components
from portal.widgets import Choice, EurosInput, UnitInput


class AskForm(forms.Form):
    uren = forms.CharField(label="Uren", widget=UnitInput("uur"), help_text="Per week.")
    loon = forms.IntegerField(label="Loon", widget=EurosInput())
    samen = forms.ChoiceField(
        label="Woon je samen?",
        choices=[("ja", Choice("Ja", "Dan telt het loon van je partner mee.")), ("nee", "Nee")],
        widget=forms.RadioSelect,
    )
    dagen = forms.MultipleChoiceField(
        label="Welke dagen?", choices=[("ma", "Maandag"), ("di", "Dinsdag")], widget=forms.CheckboxSelectMultiple
    )
    klopt = forms.BooleanField(label="Dit klopt")
    geboren = forms.DateField(label="Geboren", widget=forms.DateInput, required=False)
    geheim = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.cleaned_data.get("uren") == "41":
            raise forms.ValidationError("Een week heeft 40 uren.")


def page(source, **context):
    html = Template("{% load components %}" + source).render(Context(context))
    return BeautifulSoup(html, "html.parser")


def field(name, data=None):
    return BeautifulSoup(AskForm(data)[name].as_field_group(), "html.parser")


@pytest.mark.parametrize("name", ["uren", "loon", "klopt"])
def test_a_field_ties_label_explanation_and_error_to_its_input(name):
    html = field(name, {})

    box = html.input
    described = [html.find(id=named).get_text(strip=True) for named in box["aria-describedby"].split()]
    assert html.label["for"] == box["id"]
    assert box["aria-invalid"] == "true"
    assert "Dit veld is verplicht." in described[-1]
    assert name != "uren" or described[0] == "Per week."


@pytest.mark.parametrize("name", ["samen", "dagen"])
def test_a_group_of_choices_is_a_fieldset_with_a_legend_and_its_own_explanation(name):
    html = field(name, {})

    assert html.fieldset.legend.get_text(strip=True) == AskForm()[name].label
    assert html.find(id=html.fieldset["aria-describedby"])
    assert all(box.find_parent("label") for box in html.find_all("input"))


def test_a_card_has_its_line_of_explanation_and_keeps_what_was_chosen():
    cards = field("samen", {"samen": "ja"}).find_all("label")

    assert cards[0].find(class_="radio-card__text").get_text() == "Dan telt het loon van je partner mee."
    assert cards[1].find(class_="radio-card__text") is None
    assert [card.input.has_attr("checked") for card in cards] == [True, False]


@pytest.mark.parametrize(
    ("name", "classes", "beside"),
    [
        ("uren", {"input", "input--short"}, "uur"),
        ("loon", {"input", "input--middle"}, "€"),
        ("geboren", {"input", "input--middle"}, ""),
        ("klopt", {"bead-input"}, ""),
    ],
)
def test_a_control_looks_like_what_it_asks(name, classes, beside):
    html = page("{% control field %}", field=AskForm()[name])

    assert set(html.input["class"]) == classes
    assert html.get_text(strip=True) == beside
    assert not html.input.has_attr("placeholder")


def test_what_was_typed_stays_in_the_box_as_it_was():
    html = field("loon", {"loon": 'drie <b>"duizend"</b>'})

    assert html.input["value"] == 'drie <b>"duizend"</b>'
    assert (html.input["type"], html.input["inputmode"]) == ("text", "decimal")


@pytest.mark.parametrize(
    ("data", "title", "links"),
    [
        ({}, "Vijf antwoorden kloppen nog niet", 5),
        ({"uren": "1", "loon": "x", "samen": "ja", "dagen": ["ma"], "klopt": "on"}, "Eén antwoord klopt nog niet", 1),
        ({"uren": "41", "loon": "1", "samen": "ja", "dagen": ["ma"], "klopt": "on"}, "Dit lukt zo nog niet", 0),
    ],
)
def test_the_summary_counts_the_faults_and_leads_to_each_field(data, title, links):
    form = AskForm(data)
    html = page("{% error_summary form %}{{ form }}", form=form)

    summary = html.find(class_="error-summary")
    targets = [link["href"] for link in summary.find_all("a")]
    assert summary.h2.get_text() == title
    assert len(targets) == links
    assert all(html.select_one(target).name == "input" for target in targets)


def test_without_faults_there_is_no_summary():
    good = {"uren": "1", "loon": "1", "samen": "ja", "dagen": ["ma"], "klopt": "on"}

    assert page("{% error_summary form %}", form=AskForm(good)).find() is None
    assert page("{% error_summary form %}", form=AskForm()).find() is None


def test_a_summary_over_a_set_of_forms_tells_of_all_of_them():
    class AtMostOne(forms.BaseFormSet):
        def clean(self):
            raise forms.ValidationError("Vul één ding in.")

    many = forms.formset_factory(AskForm, formset=AtMostOne, extra=2, min_num=2)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-uren": "1", "form-1-uren": "2"}

    summary = page("{% error_summary forms kept='' %}", forms=many(data)).find(class_="error-summary")

    assert summary.h2.get_text() == "Acht antwoorden kloppen nog niet"
    assert "Vul één ding in." in summary.get_text()
    assert "staat er nog" not in summary.get_text()


def test_more_than_twelve_faults_are_counted_in_figures():
    forms_ = [AskForm({}) for _ in range(3)]

    assert components.error_summary(*forms_)["title"] == "15 antwoorden kloppen nog niet"


def test_an_icon_is_hidden_from_readers_and_a_wrong_name_is_an_error():
    assert page('{% icon "check" %}').svg["aria-hidden"] == "true"
    with pytest.raises(TemplateSyntaxError, match="no icon 'chekc'"):
        page('{% icon "chekc" %}')


def test_marks_say_their_meaning_in_words():
    assert page("{% goal 2 %}").get_text() == "2Leerkrachten"
    assert page('{% confidence "afgeleid" %}').get_text() == "afgeleid"
    assert page('{% confidence "bevestigd" %}').span["class"] == ["confidence"]
