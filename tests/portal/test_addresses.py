"""Addresses that were found once are those that Django finds each time."""

import uuid

import pytest
from django.template import engines
from django.test import override_settings
from django.urls import NoReverseMatch, path, reverse, set_script_prefix

from portal import addresses

urlpatterns = [
    path("één/<int:first>/<int:second>/", lambda request: None, name="home"),
    path("<str:word>/", lambda request: None, name="word"),
]


def written(template, **context):
    return engines["django"].from_string(template).render(context)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("home", []),
        ("bootcamp:thread", [7]),
        ("bootcamp:session", [12, 3]),
        ("bootcamp:session", [3, 12]),
        ("bootcamp:thread", [0]),
        ("bootcamp:session_of_mine", [uuid.uuid4()]),
        ("calculator:rule", ["zorgtoeslag"]),
    ],
)
def test_an_address_is_what_django_says(name, values):
    for _ in range(2):
        assert addresses.of(name, *values) == reverse(name, args=values)


@pytest.mark.parametrize("values", [[-1], ["x"], [True], [None], [1, 2, 3, 4]])
def test_what_is_no_number_is_not_filled_in(values):
    with pytest.raises(NoReverseMatch):
        addresses.of("bootcamp:thread", *values)


def test_a_template_writes_the_same_address():
    assert written('{% url "bootcamp:session" 12 number %}', number=3) == reverse("bootcamp:session", args=[12, 3])
    assert written('{% url "calculator:rule" "zorgtoeslag" %}') == reverse("calculator:rule", args=["zorgtoeslag"])
    assert written('{% url "bootcamp:thread" thread_id=5 %}') == reverse("bootcamp:thread", args=[5])


def test_a_page_that_does_not_exist_is_left_out_or_an_error_as_before():
    assert written('{% url "nowhere" as here %}[{{ here }}]') == "[]"
    with pytest.raises(NoReverseMatch):
        written('{% url "nowhere" %}')


def test_an_address_that_was_found_is_of_those_urls_only():
    assert addresses.of("home") == "/"

    with override_settings(ROOT_URLCONF="tests.portal.test_addresses"):
        assert addresses.of("home", 1, 23) == "/%C3%A9%C3%A9n/1/23/"
        assert addresses.of("word", "a b") == "/a%20b/"
        assert written('{% url "word" word %}', word="<b>&") == reverse("word", args=["<b>&"]).replace("&", "&amp;")
    assert addresses.of("home") == "/"


def test_an_address_follows_the_folder_that_the_portal_runs_in():
    try:
        set_script_prefix("/portaal/")
        assert addresses.of("bootcamp:thread", 7) == reverse("bootcamp:thread", args=[7])
    finally:
        set_script_prefix("/")
    assert addresses.of("bootcamp:thread", 7) == reverse("bootcamp:thread", args=[7])
