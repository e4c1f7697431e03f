"""A whole country at once. The full one is measured by `python -m tests.bench`; a tenth of it is here."""

import pytest
from django.db.models import Sum

from bootcamp.facts import of_school, similar
from bootcamp.facts.models import Delivery, Institution, SectorYear
from tests.bootcamp.facts.country import Country
from tests.bootcamp.facts.delivered import apply, as_file, upload
from tests.factories import make_school

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_national_sums_are_those_of_the_one_who_wrote_the_files(tmp_path):
    country = Country(tmp_path, sites=300, boards=45, years=range(2021, 2026))

    delivery = apply(upload(*(as_file(path) for path in country.write())))

    assert delivery.state == Delivery.State.APPLIED, delivery.report
    sums = dict(SectorYear.objects.values_list("year", "teachers"))
    assert sums == country.teachers
    assert SectorYear.objects.get(year=2025).hidden == country.hidden
    assert Institution.objects.aggregate(all=Sum("pupils"))["all"] == country.pupils
    assert Institution.objects.count() == 300


def test_similar_schools_are_of_another_board_and_near_in_size_and_job(tmp_path):
    country = Country(tmp_path, sites=300, boards=45, years=range(2021, 2026))
    apply(upload(*(as_file(path) for path in country.write())))
    mine = Institution.objects.filter(mean_job__isnull=False, pupils__gt=200).order_by("pk").first()

    group = similar.to(mine)

    assert group.count >= similar.FEWEST
    for school in group.schools:
        assert school.board != mine.board
        assert school.type == mine.type
        assert abs(school.mean_job - mine.mean_job) <= 0.0601
        assert mine.pupils / group.step.size <= school.pupils <= mine.pupils * group.step.size
    low, high = group.spread
    assert low <= group.median <= high
    assert of_school.of(make_school(brin=mine.brin4)).institution == mine
