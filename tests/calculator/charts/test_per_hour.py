"""What each extra hour brings, case by case."""

import pytest

from calculator.charts.per_hour import PerHour, draw
from tests.calculator.charts.svg import Drawing


def bars(gains=(60.0,) * 40, now=28.0, wish=32.0, mean=56.0, **changes):
    return PerHour(gains=list(gains), now=now, wish=wish, mean=mean, **changes)


def drawing(*args, narrow=False, **kwargs):
    return Drawing(draw(bars(*args, **kwargs), narrow=narrow))


def looks(drawn):
    return [rect.get("class") for rect in drawn.all("rect")]


@pytest.mark.parametrize(
    ("now", "wish", "first", "sun"),
    [(28, 32, 28, 4), (32, 28, 28, 4), (28.5, 30, 28, 2), (28, 28.25, 28, 1), (0, 40, 0, 40), (28, 28, 28, 0)],
)
def test_hours_between_are_sun_those_before_are_green_those_after_pale(now, wish, first, sun):
    mean = None if now == wish else 56.0

    assert looks(drawing(now=now, wish=wish, mean=mean)) == (
        ["bead-now"] * first + ["bead-wish"] * sun + ["c-later"] * (40 - first - sun)
    )


@pytest.mark.parametrize(
    ("now", "wish", "mean", "said"),
    [
        (28, 32, 56.2, ("4 uur erbij, gemiddeld:", "€ 56 per maand per uur")),
        (32, 28, 56.2, ("4 uur minder, gemiddeld:", "− € 56 per maand per uur")),
        (28, 29, 63.0, ("1 uur erbij, gemiddeld:", "€ 63 per maand per uur")),
        (28.5, 30, 56.0, ("1,5 uur erbij, gemiddeld:", "€ 56 per maand per uur")),
        (28, 32, -12.0, ("4 uur erbij, gemiddeld:", "− € 12 per maand per uur")),
        (32, 28, -12.0, ("4 uur minder, gemiddeld:", "€ 12 per maand per uur")),
    ],
)
def test_the_mean_is_told_as_a_gain_or_a_loss(now, wish, mean, said):
    assert set(said) <= set(drawing(now=now, wish=wish, mean=mean).words)


def test_without_a_change_there_is_no_mean():
    drawn = drawing(now=28, wish=28, mean=None)

    assert not any("gemiddeld" in words for words in drawn.words)
    assert drawn.description.startswith("Het laagste is")


def test_a_bar_that_stands_out_is_cut_off_with_its_amount():
    gains = [833.0, *[60.0] * 39]

    for narrow in (False, True):
        drawn = drawing(gains, narrow=narrow)

        assert "+ € 833" in drawn.words
        assert len(drawn.all("line", "c-part")) == 1
        assert drawn.overlapping() == []
        heights = [float(rect.get("height")) for rect in drawn.all("rect")]
        assert heights[0] == max(heights)
        assert heights[1] > 0.5 * heights[0]


def test_a_deep_fall_is_cut_off_below_with_its_amount():
    drawn = drawing([*[60.0] * 20, -700.0, *[60.0] * 19])

    assert "− € 700" in drawn.words
    assert "− € 50" in drawn.words
    assert drawn.overlapping() == []


def test_a_small_fall_hangs_below_zero_whole():
    drawn = drawing([*[60.0] * 20, -40.0, *[60.0] * 19])
    zero = next(float(line.get("y1")) for line in drawn.all("line", "c-zero"))
    falling = drawn.all("rect")[20]

    assert drawn.all("line", "c-part") == []
    assert float(falling.get("y")) == pytest.approx(zero, abs=0.2)
    assert float(falling.get("height")) > 20


def test_the_amounts_that_do_not_fit_beside_each_other_leave_the_largest():
    drawn = drawing([*[60.0] * 20, 700.0, 900.0, *[60.0] * 18])

    assert "+ € 900" in drawn.words
    assert "+ € 700" not in drawn.words
    assert len(drawn.all("line", "c-part")) == 2


def test_everything_is_in_the_description():
    drawn = drawing([833.0, -20.0, *[60.0] * 38])

    assert drawn.description.replace("\u00a0", " ") == (
        "Tussen 28 en 32 uur gemiddeld € 56 per maand voor elk uur. Het laagste is − € 20, het hoogste € 833 per maand "
        "voor één uur per week. Alle bedragen staan in de tabel."
    )
    assert drawn.title == "Wat elk extra uur per week je per maand oplevert"
    assert drawing(together=True).title == "Wat elk extra uur per week jullie per maand oplevert"


def test_hours_that_bring_nothing_are_drawn_too():
    drawn = drawing([0.0] * 40, mean=0.0)

    assert len(drawn.all("rect")) == 40
    assert "€ 0 per maand per uur" in drawn.words


@pytest.mark.parametrize("number", [1, 24, 36, 48])
def test_every_full_time_has_its_own_number_of_bars(number):
    drawn = drawing([60.0] * number, now=0, wish=number)

    assert len(drawn.all("rect")) == number
    assert str(number) in drawn.words
