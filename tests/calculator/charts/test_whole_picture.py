"""The whole picture, case by case."""

import pytest

from calculator.charts import whole_picture
from calculator.charts.ink import RIM, SHADES, SOFT
from calculator.charts.whole_picture import Mark, Picture, draw, runs
from calculator.charts.zone import Zone
from tests.calculator.charts.dressed import DRESS
from tests.calculator.charts.svg import Drawing


def picture(now=28.0, wish=32.0, *, fulltime=40.0, **changes):
    """A wage of € 100 an hour a week, an allowance that ends at 20 hours, and some childcare."""
    hours = tuple(sorted({float(hour) for hour in (*range(int(fulltime) + 1), fulltime, now, wish)}))
    parts = {"net": [100 * hour for hour in hours], "huurtoeslag": [max(0.0, 400 - 20 * hour) for hour in hours]}
    costs = [-50.0] * len(hours)
    left = [sum(all_of_it) for all_of_it in zip(costs, *parts.values(), strict=True)]
    given = {"parts": parts, "costs": costs, "left": left, "costs_words": "gaat naar opvang"}
    return Picture(hours=hours, now=now, wish=wish, **{**DRESS, **given, **changes})


def drawing(*args, narrow=False, **kwargs):
    return Drawing(draw(picture(*args, **kwargs), narrow=narrow))


def box_of(drawn, start):
    return next(label.box for label in drawn.labels if label.words.startswith(start))


def lines_at(drawn):
    return [float(line.get("x1")) for line in drawn.all("line", "c-line")]


def test_the_words_stand_left_and_right_of_their_lines():
    drawn = drawing(20, 28)
    now, wish = lines_at(drawn)

    assert abs(box_of(drawn, "Je bent hier").right - now) <= 4
    assert abs(box_of(drawn, "Je wens").left - wish) <= 4
    assert {"Je bent hier: 20 uur", "€ 1.950", "Je wens: 28 uur", "€ 2.750"} <= set(drawn.words)


def test_they_change_sides_when_the_wish_is_less():
    drawn = drawing(28, 20)
    now, wish = lines_at(drawn)

    assert wish < now
    assert abs(box_of(drawn, "Je wens").right - wish) <= 4
    assert abs(box_of(drawn, "Je bent hier").left - now) <= 4


@pytest.mark.parametrize("wish", [28.5, 29, 29.75, 27, 26.25])
def test_less_than_two_hours_apart_they_become_one(wish):
    wide, narrow = drawing(28, wish), drawing(28, wish, narrow=True)

    hours = f"{wish:g}".replace(".", ",")
    left = f"{100 * wish - 50:,.0f}".replace(",", ".")
    assert f"Je bent hier: 28 uur. Je wens: {hours} uur." in wide.words
    assert f"€ 2.750 en € {left}" in wide.words
    assert {"Je bent hier: 28 uur", f"Je wens: {hours} uur", f"€ 2.750 en € {left}"} <= set(narrow.words)


def test_two_hours_apart_each_has_its_own():
    assert {"Je bent hier: 28 uur", "Je wens: 30 uur"} <= set(drawing(28, 30).words)


def test_without_a_change_only_you_are_there():
    drawn = drawing(28, 28)

    assert "Je bent hier: 28 uur" in drawn.words
    assert not any(words.startswith("Je wens") for words in drawn.words)
    assert len(lines_at(drawn)) == 1
    assert drawn.all("polygon", "c-band") == []
    assert drawn.all("circle", "c-wish") == []


@pytest.mark.parametrize("narrow", [False, True])
def test_near_full_time_and_near_nothing_the_words_turn_inward(narrow):
    drawn = drawing(0, 40, narrow=narrow)
    now, wish = lines_at(drawn)

    assert box_of(drawn, "Je bent hier").left >= now - 4
    assert box_of(drawn, "Je wens").right <= wish + 4


@pytest.mark.parametrize("narrow", [False, True])
def test_close_together_at_full_time_they_stay_apart_with_a_line_to_where_they_belong(narrow):
    drawn = drawing(36, 40, narrow=narrow)

    assert box_of(drawn, "Je bent hier").right + 2 < box_of(drawn, "Je wens").left
    assert drawn.outside() == []


def test_the_axis_is_a_bead_for_each_hour():
    more, fewer = drawing(28, 32), drawing(32, 28)

    assert [len(more.all("circle", css)) for css in ("bead-now", "bead-wish", "bead-free")] == [28, 4, 8]
    assert [len(fewer.all("circle", css)) for css in ("bead-now", "bead-wish", "bead-free")] == [28, 0, 8]
    assert [words for words in more.words if words.isdigit()] == ["0", "8", "16", "24", "32", "40"]
    assert {"1 dag", "5 dagen"} <= set(more.words)


@pytest.mark.parametrize(
    ("fulltime", "beads", "numbers"),
    [
        (36.0, 36, ["0", "8", "16", "24", "32", "36"]),
        (36.86, 36, ["0", "8", "16", "24", "32", "36,86"]),
        (38.0, 38, ["0", "8", "16", "24", "32", "38"]),
        (41.0, 41, ["0", "8", "16", "24", "32", "40"]),
        (48.0, 48, ["0", "8", "16", "24", "32", "40", "48"]),
        (1.0, 1, ["0", "1"]),
    ],
)
def test_full_time_is_where_the_axis_ends(fulltime, beads, numbers):
    drawn = drawing(min(20.0, fulltime), fulltime, fulltime=fulltime)

    assert len(drawn.all("circle", "bead-now")) + len(drawn.all("circle", "bead-wish")) == beads
    assert [words for words in drawn.words if words.replace(",", "").isdigit()][-len(numbers) :] == numbers
    assert f"van 0 tot {numbers[-1] if fulltime != 41 else 41} uur" in drawn.title


def test_a_narrow_picture_names_its_toeslagen_too():
    drawn = drawing(28, 32, narrow=True)

    assert DRESS["names"]["huurtoeslag"] in drawn.words
    assert drawn.outside() == []


def test_where_not_all_find_room_in_a_narrow_picture_the_largest_has_its_name():
    hours = tuple(float(hour) for hour in range(41))
    allowances = {"huurtoeslag": 60.0, "zorgtoeslag": 40.0, "kindgebonden_budget": 500.0, "kinderbijslag": 50.0}
    parts = {"net": [100 * hour for hour in hours], **{key: [amount] * 41 for key, amount in allowances.items()}}
    left = [sum(amounts) for amounts in zip(*parts.values(), strict=True)]

    drawn = drawing(28, 32, narrow=True, parts=parts, left=left, costs=[0.0] * 41)

    assert DRESS["names"]["kindgebonden_budget"] in drawn.words
    assert drawn.outside() == []


def test_costs_hang_below_zero_and_are_named_beside_the_picture():
    drawn = drawing()

    assert "gaat naar opvang" in drawn.words
    assert len([shape for shape in drawn.all("polygon") if shape.get("fill") == "url(#beeld-minus)"]) == 1
    assert not [shape for shape in drawing(costs=[0.0] * 41).all("polygon") if shape.get("fill") == "url(#beeld-minus)"]


def test_long_words_for_costs_go_on_in_the_next_line():
    drawn = drawing(costs_words="gaat naar opvang, reizen en studieschuld")

    assert {"gaat naar opvang,", "reizen en", "studieschuld"} <= set(drawn.words)
    assert drawn.outside() == []


def test_a_household_that_comes_short_sees_the_amounts_below_zero():
    shift = [-3000.0] * 41
    left = [100 * hour + max(0.0, 400 - 20 * hour) - 3000 for hour in range(41)]

    drawn = drawing(8, 24, costs=shift, left=left)

    assert {"− € 1.960", "− € 600", "€ 0", "−1.000", "−2.000", "−3.000"} <= set(drawn.words)
    assert drawn.title == "Wat je per maand te besteden hebt, van 0 tot 40 uur"
    assert "De lijn stijgt van − € 2.600 bij 0 uur naar € 1.000 bij 40 uur." in drawn.description.replace("\u00a0", " ")


@pytest.mark.parametrize("narrow", [False, True])
def test_high_amounts_have_their_digits_on_the_axis(narrow):
    hours = tuple(float(hour) for hour in range(41))
    net = [1000 * hour for hour in hours]

    drawn = Drawing(
        draw(
            Picture(hours=hours, parts={"net": net}, costs=[0.0] * 41, left=net, now=20, wish=40, **DRESS),
            narrow=narrow,
        )
    )

    assert {"10.000", "40.000"} <= set(drawn.words)
    assert drawn.outside() == []


def test_jumps_are_numbered_and_told_where_there_is_room():
    marks = (Mark(1, 4.0, "zorgtoeslag stopt"), Mark(2, 20.0, "huurtoeslag stopt"))
    wide, narrow = drawing(marks=marks), drawing(marks=marks, narrow=True)

    assert {"4 uur: zorgtoeslag stopt", "20 uur: huurtoeslag stopt", "1", "2"} <= set(wide.words)
    assert {"1", "2"} <= set(narrow.words)
    assert not any("toeslag stopt" in words for words in narrow.words)
    for drawn in (wide, narrow):
        assert "Bij 4 uur: zorgtoeslag stopt. Bij 20 uur: huurtoeslag stopt." in drawn.description


def test_a_jump_at_your_own_hours_lies_clear_of_your_bead():
    drawn = drawing(20, 28, marks=(Mark(1, 20.0, "huurtoeslag stopt"),))
    (mine,), (mark,) = (
        drawn.all("circle", "c-now"),
        [bead for bead in drawn.all("circle", "c-dot") if bead.get("r") == "9.5"],
    )

    assert mark.get("cx") == mine.get("cx")
    assert abs(float(mark.get("cy")) - float(mine.get("cy"))) >= 18
    assert "20 uur: huurtoeslag stopt" in drawn.words


def test_words_of_a_jump_never_lie_on_the_hatching_of_costs():
    left = [100 * hour - 3000.0 for hour in range(41)]

    drawn = drawing(8, 24, costs=[-3000.0 - max(0.0, 400 - 20 * hour) for hour in range(41)], left=left,
                    marks=(Mark(1, 12.0, "zorgtoeslag stopt"),))  # fmt: skip

    zero = next(float(line.get("y1")) for line in drawn.all("line", "c-zero"))
    assert all(label.box.bottom < zero for label in drawn.labels if "zorgtoeslag" in label.words)


def test_bands_are_small_beads():
    assert len([bead for bead in drawing(bands=(4.0, 9.0)).all("circle", "c-dot") if bead.get("r") == "3"]) == 2


def test_parts_are_named_inside_beside_or_above_the_picture():
    drawn = drawing()

    assert "jouw loon, na belasting" in drawn.words
    assert "huurtoeslag" in drawn.words
    assert drawn.labels[drawn.words.index("jouw loon, na belasting")].css == "c-on-loon"
    assert "jouw loon" in drawing(narrow=True).words


def test_another_name_for_a_part_is_escaped():
    names = {"net": "<loon> & zo", "huurtoeslag": "huurtoeslag"}

    svg = draw(picture(names=names))

    assert "&lt;loon&gt; &amp; zo" in svg
    assert "<loon>" in Drawing(svg).words[Drawing(svg).words.index("<loon> & zo")]


def test_together_the_title_speaks_of_both():
    assert drawing(together=True).title == "Wat jullie per maand te besteden hebben, van 0 tot 40 uur"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ([100.0] * 41, "Bij 0 uur en bij 40 uur is het € 100."),
        ([4000.0 - 10 * hour for hour in range(41)], "De lijn daalt van € 4.000 bij 0 uur naar € 3.600 bij 40 uur."),
    ],
)
def test_the_way_of_the_line_is_told_as_it_is(left, said):
    drawn = Drawing(
        draw(Picture(tuple(map(float, range(41))), {"net": left}, [0.0] * 41, left, now=8, wish=8, **DRESS))
    )

    assert said in drawn.description.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("values", "stretches"),
    [
        ([0, 0, 0], []),
        ([5, 5, 5], [(0, 2)]),
        ([0, 0, 5, 5, 0, 0], [(1, 4)]),
        ([5, 0, 0, 0, 5], [(0, 1), (3, 4)]),
        ([5, 0, 5], [(0, 2)]),
        ([0.4, 0.4], []),
    ],
)
def test_a_part_is_drawn_where_there_is_something(values, stretches):
    assert runs(values) == stretches


@pytest.mark.parametrize("narrow", [False, True])
def test_two_drawings_on_a_page_share_no_id(narrow):
    one, other = (Drawing(draw(picture(), narrow=narrow, name=name)) for name in ("beeld", "smal"))

    assert not set(one.ids) & set(other.ids)


ZONE = Zone(24, 33, "Van 24 tot 33 uur levert elk uur € 18 tot € 30 per maand op.")


@pytest.mark.parametrize("narrow", [False, True])
def test_your_zone_is_shaded_from_its_first_hour_to_its_last(narrow):
    drawn, frame = drawing(24, 28, narrow=narrow, zone=ZONE), frame_of(24, 28, narrow=narrow)
    (shade,) = drawn.all("polygon", "c-zone")
    xs = [float(pair.split(",")[0]) for pair in shade.get("points").split()]

    assert (min(xs), max(xs)) == (round(frame.x(24), 1), round(frame.x(33), 1))
    assert drawn.description.count(ZONE.words) == 1


def test_a_bracket_that_can_be_seen_says_where_the_zone_ends():
    drawn, frame = drawing(24, 28, zone=ZONE), frame_of(24, 28)
    roof = [line for line in drawn.all("line", "c-lead") if line.get("stroke-width") == "2"]

    assert {float(line.get("x1")) for line in roof} == {round(frame.x(24), 1), round(frame.x(33), 1)}
    assert contrast(RIM, SHADES[0]) >= 3
    assert contrast(SOFT, SHADES[0]) >= 4.5


def test_without_a_zone_nothing_is_shaded():
    drawn = drawing(28, 32)

    assert drawn.all("polygon", "c-zone") == []
    assert "zone" not in drawn.description


def frame_of(now, wish, *, narrow=False):
    return whole_picture._frame(picture(now, wish), narrow)


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
