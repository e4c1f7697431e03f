"""Whole numbers in what a browser sent."""

import pytest

from portal.jobs.models import Job
from portal.text.numbers import number_in


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("007", 7), ("0", 0), ("9" * 18, 10**18 - 1)])
def test_a_number_is_read(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["", " 7", "-1", "+1", "1.5", "1e3", "٣", "²", "7\x00", "zeven", "9" * 19, "9" * 5000])
def test_anything_else_is_no_row(text):
    assert number_in(text) == 0


@pytest.mark.django_db
def test_the_largest_may_be_asked_of_the_database():
    assert not Job.objects.filter(pk=number_in("9" * 18)).exists()
