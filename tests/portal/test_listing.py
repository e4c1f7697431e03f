"""What stays in the address of a list, and what of it is ignored."""

import pytest
from django import forms
from django.test import RequestFactory

from portal.listing import SearchForm, kept, page_of
from portal.people.models import Board
from tests.factories import make_board


class BoardSearchForm(SearchForm):
    zoek = forms.CharField(required=False)
    soort = forms.ChoiceField(required=False, choices=[("", "Alles"), ("groot", "Groot")])
    bestuur = forms.ModelChoiceField(required=False, queryset=Board.objects.all())


def asking(address):
    return RequestFactory().get(f"/lijst/?{address}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("zoek=%20De%20Meent%20&soort=groot", {"zoek": "De Meent", "soort": "groot", "bestuur": ""}),
        ("zoek=%00&soort=onzin&bestuur=9999999&meer=1", {"zoek": "", "soort": "", "bestuur": ""}),
        ("", {"zoek": "", "soort": "", "bestuur": ""}),
        (f"zoek={'a' * 300}", {"zoek": "a" * 100, "soort": "", "bestuur": ""}),
    ],
)
def test_what_makes_no_sense_is_as_if_it_was_not_asked(address, asked):
    assert BoardSearchForm(asking(address).GET).asked() == asked


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("zoek=De+Meent&bladzijde=3&stand=klaar", "zoek=De+Meent&stand=klaar"),
        ("bladzijde=2&bladzijde=3", ""),
        ("stand=a&stand=b", "stand=a&stand=b"),
    ],
)
def test_the_address_of_another_page_asks_the_same(address, stays):
    assert kept(asking(address)) == stays


@pytest.mark.parametrize(
    ("address", "shown"), [("", [0, 1]), ("bladzijde=2", [2, 3]), ("bladzijde=x", [0, 1]), ("bladzijde=99", [4])]
)
def test_a_page_that_is_not_there_is_the_nearest(address, shown):
    assert list(page_of(asking(address), range(5), 2)) == shown


@pytest.mark.django_db
def test_only_the_rows_of_the_page_are_made_complete_and_keep_their_order():
    boards = [make_board(name=name) for name in ("C", "A", "B")]
    asked_for = []

    def load(rows):
        asked_for.extend(rows.values_list("pk", flat=True))
        return rows

    page = page_of(asking("bladzijde=1"), Board.objects.order_by("name", "pk"), 2, load=load)

    assert list(page) == [boards[1], boards[2]]
    assert set(asked_for) == {boards[1].pk, boards[2].pk}
    assert page.paginator.count == 3
