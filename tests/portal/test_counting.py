import pytest
from django.db.models import Count

from bootcamp.exchange.models import Thread
from bootcamp.seats.models import Bootcamp
from portal.counting import Number
from tests.factories import make_bootcamp, make_seat

pytestmark = pytest.mark.django_db
SEATS = "SELECT COUNT(*) FROM seats_seat WHERE bootcamp_id = {this} AND cancelled_at IS NULL"


def test_each_row_gets_its_own_number_and_nothing_is_0():
    full, empty = make_bootcamp(), make_bootcamp()
    make_seat(bootcamp=full)
    make_seat(bootcamp=full)

    numbers = dict(Bootcamp.objects.annotate(number=Number(SEATS)).values_list("pk", "number"))

    assert numbers == {full.pk: 2, empty.pk: 0}


def test_it_can_be_filtered_ordered_and_counted_with():
    full, empty = make_bootcamp(), make_bootcamp()
    make_seat(bootcamp=full)
    rows = Bootcamp.objects.annotate(number=Number(SEATS))

    assert list(rows.filter(number__gt=0)) == [full]
    assert list(rows.order_by("number")) == [empty, full]
    assert rows.filter(number=0).count() == 1
    assert rows.values("number").annotate(times=Count("pk")).order_by("number")[0] == {"number": 0, "times": 1}


def test_it_is_right_inside_another_query_too():
    full = make_bootcamp()
    make_seat(bootcamp=full)
    make_bootcamp()
    with_seats = Bootcamp.objects.annotate(number=Number(SEATS)).filter(number=1)

    assert list(Bootcamp.objects.filter(pk__in=with_seats.values("pk"))) == [full]
    assert not Thread.objects.filter(bootcamp__in=with_seats.values("pk")).exists()
