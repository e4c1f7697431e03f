"""What holds for every drawing, found by trying to break it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.charts import per_hour, whole_picture
from calculator.charts.heads import APART
from calculator.charts.per_hour import PerHour
from calculator.charts.whole_picture import Mark, Picture
from calculator.web.presentation.jumps import VERBS
from tests.calculator.charts.dressed import DRESS, OF_JUMPS, STACK
from tests.calculator.charts.svg import SVG, Drawing

ENOUGH = settings(max_examples=100)
MARK_WORDS = [f"{name} {verb}" for name in OF_JUMPS for verb, _ in VERBS.values()]
ROUNDING = 0.11
NARROW = st.booleans()


@st.composite
def shapes(draw, columns, highest):
    """Amounts that rise or fall in a straight line, or jump to nothing at some place."""
    start, end = draw(st.floats(0, highest)), draw(st.floats(0, highest))
    stops = draw(st.integers(0, columns))
    backwards = draw(st.booleans())
    amounts = [start + (end - start) * place / (columns - 1) for place in range(columns)]
    return [0.0 if (place >= stops) != backwards else amount for place, amount in enumerate(amounts)]


@st.composite
def pictures(draw):
    fulltime = draw(st.sampled_from([1, 24, 36, 36.86, 38, 40, 40, 40, 48]))
    now, wish = (draw(st.integers(0, int(4 * fulltime))) / 4 for _ in range(2))
    hours = tuple(sorted({float(hour) for hour in (*range(int(fulltime) + 1), fulltime, now, wish)}))
    keys = [key for key in STACK if key == "net" or draw(st.booleans())]
    highest = draw(st.sampled_from([50, 500, 4000, 30_000]))
    parts = {key: draw(shapes(len(hours), highest)) for key in keys}
    costs = [-cost for cost in draw(shapes(len(hours), draw(st.sampled_from([0, 0, 100, 2000, 40_000]))))]
    left = [cost + sum(above) for cost, *above in zip(costs, *parts.values(), strict=True)]
    places = sorted(draw(st.sets(st.integers(1, max(1, int(fulltime))), max_size=7)))
    return Picture(
        hours=hours,
        parts=parts,
        costs=costs,
        left=left,
        now=now,
        wish=wish,
        marks=tuple(
            Mark(number, float(place), draw(st.sampled_from(MARK_WORDS))) for number, place in enumerate(places, 1)
        ),
        bands=tuple(float(hour) for hour in places[:3]),
        together=draw(st.booleans()),
        costs_words=draw(st.sampled_from(["gaat naar opvang", "gaat naar opvang, reizen, studieschuld en belasting"])),
        **DRESS,
    )


@st.composite
def bars(draw):
    number = draw(st.sampled_from([1, 24, 36, 40, 48]))
    usual = draw(st.sampled_from([0, 1, 60, 120, 900]))
    gains = [draw(st.floats(-usual / 2, usual)) for _ in range(number)]
    for _ in range(draw(st.integers(0, 4))):
        gains[draw(st.integers(0, number - 1))] = draw(st.floats(-40_000, 40_000))
    now, wish = (draw(st.integers(0, 4 * number)) / 4 for _ in range(2))
    mean = None if now == wish else draw(st.floats(-2000, 2000))
    return PerHour(gains=gains, now=now, wish=wish, mean=mean, together=draw(st.booleans()))


def drawn(picture, narrow, name="beeld"):
    draw = per_hour.draw if isinstance(picture, PerHour) else whole_picture.draw
    return Drawing(draw(picture, narrow=narrow, name=name))


@ENOUGH
@given(st.one_of(pictures(), bars()), NARROW)
def test_no_words_stand_on_each_other_or_stick_out(picture, narrow):
    drawing = drawn(picture, narrow)

    assert drawing.outside() == []
    assert drawing.overlapping() == []


@ENOUGH
@given(st.one_of(pictures(), bars()), NARROW)
def test_a_drawing_says_in_words_what_it_shows_and_is_never_smaller_than_can_be_read(picture, narrow):
    drawing = drawn(picture, narrow)

    assert drawing.root.get("role") == "img"
    assert drawing.root.get("aria-labelledby").split() == drawing.ids[:2]
    assert drawing.title
    assert drawing.description.endswith("Alle bedragen staan in de tabel.")
    assert len(drawing.ids) == len(set(drawing.ids))
    # At 320 pixels wide the page leaves some 280 of them for the narrow drawing.
    assert all(label.size * (280 / 320 if narrow else 1) >= 11 for label in drawing.labels)


@ENOUGH
@given(st.one_of(pictures(), bars()), NARROW)
def test_all_shapes_lie_inside_the_drawing(picture, narrow):
    drawing = drawn(picture, narrow)

    for shape in drawing.root.iter():
        if shape.tag == f"{SVG}circle" and shape.get("class"):
            x, y, r = (float(shape.get(name)) for name in ("cx", "cy", "r"))
            assert 0 <= x - r <= x + r <= drawing.width
            assert 0 <= y - r <= y + r <= drawing.height
        if shape.tag == f"{SVG}line":
            assert all(0 <= float(shape.get(name)) <= drawing.width for name in ("x1", "x2"))
            assert all(0 <= float(shape.get(name)) <= drawing.height for name in ("y1", "y2"))
        if shape.tag == f"{SVG}rect":
            x, y, width, height = (float(shape.get(name)) for name in ("x", "y", "width", "height"))
            assert 0 <= x <= x + width <= drawing.width
            assert 0 <= y <= y + height <= drawing.height


@ENOUGH
@given(pictures(), NARROW)
def test_the_stack_ends_where_the_line_runs(picture, narrow):
    frame = whole_picture._frame(picture, narrow)
    drawing = drawn(picture, narrow)
    tops = {}
    for shape in drawing.points("polygon", "c-part"):
        for x, y in shape:
            tops[x] = min(y, tops.get(x, y))
    (line,) = drawing.points("polyline", "c-line")

    assert [x for x, _ in line] == [round(frame.x(hour), 1) for hour in picture.hours]
    # Parts of less than half a euro aren't drawn.
    unseen = len(picture.parts) * whole_picture.NOTICEABLE * frame.plot_height / (frame.scale.high - frame.scale.low)
    for (x, y), left in zip(line, picture.left, strict=True):
        assert frame.top - ROUNDING <= y <= frame.foot + ROUNDING
        if left > len(picture.parts) * whole_picture.NOTICEABLE:
            assert abs(tops[x] - y) <= ROUNDING + unseen


@ENOUGH
@given(pictures(), NARROW)
def test_your_bead_lies_on_the_line_at_your_hours(picture, narrow):
    frame = whole_picture._frame(picture, narrow)
    drawing = drawn(picture, narrow)

    for css, hours in (("c-now", picture.now), ("c-wish", picture.wish)):
        beads = drawing.all("circle", css)
        assert len(beads) == (0 if css == "c-wish" and picture.now == picture.wish else 1)
        for bead in beads:
            assert abs(float(bead.get("cx")) - frame.x(hours)) <= ROUNDING
            assert abs(float(bead.get("cy")) - frame.y(picture.left[picture.hours.index(hours)])) <= ROUNDING


@ENOUGH
@given(pictures(), NARROW)
def test_every_jump_has_its_number_and_no_bead_lies_on_another(picture, narrow):
    drawing = drawn(picture, narrow)
    numbers = [label.words for label in drawing.labels if label.words in {str(mark.number) for mark in picture.marks}]
    beads = [
        (float(circle.get("cx")), float(circle.get("cy")))
        for circle in drawing.all("circle")
        if circle.get("r") == "9.5" and circle.get("class") == "c-dot"
    ]

    assert len(beads) == len(picture.marks)
    assert set(numbers) >= {str(mark.number) for mark in picture.marks}
    for place, (x, y) in enumerate(beads):
        assert all((x - ox) ** 2 + (y - oy) ** 2 >= 18.5**2 for ox, oy in beads[place + 1 :])


@ENOUGH
@given(pictures(), NARROW)
def test_where_you_are_and_your_wish_stand_in_order_or_become_one(picture, narrow):
    labels = {label.words: label.box for label in drawn(picture, narrow).labels}
    here = next(box for words, box in labels.items() if words.startswith("Je bent hier"))
    wish = next((box for words, box in labels.items() if words.startswith("Je wens")), None)

    if abs(picture.now - picture.wish) < APART:
        assert wish is None or (narrow and wish.left < here.right)
    elif picture.now < picture.wish:
        assert here.right < wish.left
    else:
        assert wish.right < here.left


@ENOUGH
@given(bars(), NARROW)
def test_every_hour_has_a_bar_as_high_as_its_gain_and_cut_ones_show_it(picture, narrow):
    frame = per_hour._frame(picture, narrow)
    drawing = drawn(picture, narrow)
    rects = drawing.all("rect")
    notches = drawing.all("line", "c-part")
    cut = [gain for gain in picture.gains if not frame.scale.low <= gain <= frame.scale.high]

    assert len(rects) == len(picture.gains)
    assert len(notches) == len(cut)
    for rect, gain in zip(rects, picture.gains, strict=True):
        shown = min(max(gain, frame.scale.low), frame.scale.high)
        height = max(abs(frame.y(shown) - frame.y(0)), 1)
        assert abs(float(rect.get("height")) - height) <= ROUNDING
        edge = float(rect.get("y")) + (float(rect.get("height")) if gain > 0 else 0)
        assert abs(edge - frame.y(0)) <= 1 + ROUNDING


def crossed(picture, narrow):
    """Words with the line, or an upright line, through them."""
    frame = whole_picture._frame(picture, narrow)
    drawing = drawn(picture, narrow)
    numbers = {str(mark.number) for mark in picture.marks}
    uprights = [float(line.get("x1")) for line in drawing.all("line", "c-line")]
    for label in drawing.labels:
        box = label.box
        if label.words in numbers or box.right < frame.left or box.left > frame.end or box.top > frame.foot:
            continue
        ends = [frame.hour(box.left), frame.hour(box.right)]
        under = [*ends, *(hour for hour in picture.hours if ends[0] < hour < ends[1])]
        heights = [frame.y(picture.left_at(hour)) for hour in under]
        if max(heights) >= box.top and min(heights) <= box.bottom:
            yield label.words
        if box.bottom > frame.top and any(box.left < x < box.right for x in uprights):
            yield label.words


@ENOUGH
@given(pictures(), NARROW)
def test_no_line_runs_through_words(picture, narrow):
    assert list(crossed(picture, narrow)) == []


def test_a_name_inside_its_part_stays_off_the_line_where_the_stack_goes_under_zero():
    picture = Picture(
        hours=(0.0, 1.0), parts={"net": [5.0, 5.0], "net_partner": [3000.0, 3000.0]}, costs=[0.0, -9000.0],
        left=[3005.0, -5995.0], now=0.0, wish=0.0, **DRESS,
    )  # fmt: skip

    assert list(crossed(picture, narrow=False)) == []


@ENOUGH
@given(pictures())
def test_names_beside_the_picture_stand_in_the_order_of_the_stack(picture):
    frame = whole_picture._frame(picture, narrow=False)
    beside = [label for label in drawn(picture, narrow=False).labels if abs(label.box.left - frame.end - 15) < ROUNDING]
    order = [picture.names[key] for key in reversed(STACK)]

    named = [label.words for label in sorted(beside, key=lambda label: label.box.top) if label.words in order]

    assert named == sorted(named, key=order.index)


def test_names_beside_the_picture_move_up_together_when_there_is_no_room_below():
    hours = tuple(float(hour) for hour in range(41))
    thin = ("kinderbijslag", "kindgebonden_budget", "huurtoeslag", "zorgtoeslag")
    parts = {"net": [100 * (40 - hour) for hour in hours]} | {key: [60.0] * 41 for key in thin}
    left = [100 * (40 - hour) + 240 for hour in hours]
    picture = Picture(hours=hours, parts=parts, costs=[0.0] * 41, left=left, now=8.0, wish=24.0, **DRESS)

    named = [label.words for label in drawn(picture, narrow=False).labels if label.words in picture.names.values()]

    assert [words for words in named if "loon" not in words] == [
        "zorgtoeslag", "huurtoeslag", "kindgeb. budget", "kinderbijslag",
    ]  # fmt: skip
