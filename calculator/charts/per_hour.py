"""What each extra hour adds to what's left to spend in a month: a bar for each hour."""

from dataclasses import dataclass

from calculator.charts.frame import Frame, ceiling, nice_step, ticks
from calculator.charts.ink import BOARD, INK, LATER, LINE, RIM, SOFT, SUN, line, opening, text, width_of
from calculator.presentation.money import hours as in_words
from calculator.presentation.money import thousands

DAY = 8
OUTLIER = 2.5


@dataclass(frozen=True)
class PerHour:
    """Euros a month; the bar at place n is the step from n to n + 1 hours."""

    gains: list[float]
    now: float
    wish: float
    mean: float | None
    """Of the hours between, in euros a month for each hour a week; None when there are none."""


def euros(amount: float, *, sign: bool = False) -> str:
    whole = round(amount)
    before = "− " if whole < 0 else "+ " if sign and whole > 0 else ""
    return f"{before}€ {thousands(whole)}"


def draw(picture: PerHour, *, narrow: bool = False, name: str = "peruur") -> str:
    frame = _frame(picture, narrow)
    parts = [
        opening(
            frame.width,
            frame.height,
            name,
            "Wat elk extra uur per week je per maand oplevert",
            desc=_description(picture),
            size="chart--narrow" if narrow else "chart--wide",
        ),
        *_grid(frame),
        *(_bar(frame, picture, hour, gain) for hour, gain in enumerate(picture.gains)),
        _mean(frame, picture),
        *_hours(frame),
        "</svg>",
    ]
    return "".join(parts)


def _description(picture: PerHour) -> str:
    lowest, highest = min(picture.gains), max(picture.gains)
    said = f"Het laagste is {euros(lowest)}, het hoogste {euros(highest)} per maand voor één uur per week."
    if picture.mean is not None:
        said = (
            f"Tussen {in_words(picture.now)} en {in_words(picture.wish)} uur gemiddeld {euros(picture.mean)} per "
            f"maand voor elk uur. {said}"
        )
    return f"{said} Alle bedragen staan in de tabel."


def _frame(picture: PerHour, narrow: bool) -> Frame:
    """Tall enough for the usual hour; one that stands out far is cut off and named."""
    usual = sorted(abs(gain) for gain in picture.gains)[len(picture.gains) // 2]
    reach = max(OUTLIER * usual, 10)
    high = max([gain for gain in picture.gains if gain <= reach] + [10])
    low = min([gain for gain in picture.gains if gain >= -reach] + [0])
    if any(gain < -reach for gain in picture.gains):
        low = min(low, -reach)
    high = ceiling(high * 1.04, 5)
    low = -ceiling(-low, 3) if low < 0 else 0
    hours = len(picture.gains)
    if narrow:
        return Frame(320, 290, 46, 8, 64, 44, hours, low, high, narrow=True)
    return Frame(780, 320, 62, 16, 56, 64, hours, low, high)


def _grid(frame: Frame):
    step = nice_step(frame.high - frame.low, 5)
    for each in ticks(frame.low, frame.high, 5):
        stroke, css = (RIM, "c-zero") if each == 0 else (LINE, "c-grid")
        yield line(frame.left, frame.y(each), frame.x(frame.hours), frame.y(each), stroke=stroke, css=css)
        if not frame.narrow or each % (2 * step) == 0:
            yield text(frame.left - 8, frame.y(each) + 4, euros(each), anchor="end", fill=SOFT, css="c-soft")


def _bar(frame: Frame, picture: PerHour, hour: int, gain: float) -> str:
    slot = frame.plot_width / frame.hours
    bar = slot - (1.8 if frame.narrow else 4)
    x = frame.x(hour) + (slot - bar) / 2
    shown = min(max(gain, frame.low), frame.high)
    y, foot = sorted((frame.y(shown), frame.y(0)))
    drawn = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{bar:.1f}" height="{max(foot - y, 1):.1f}" '
        f'rx="{min(2.5 if frame.narrow else 5, max(foot - y, 1) / 2):.1f}" {_look(frame, picture, hour + 0.5)}/>'
    )
    if shown != gain:
        drawn += _cut(frame, x + bar / 2, y, gain)
    return drawn


def _look(frame: Frame, picture: PerHour, middle: float) -> str:
    low, high = sorted((picture.now, picture.wish))
    if low < middle < high:
        return f'fill="{SUN}" stroke="{INK}" stroke-width="{1 if frame.narrow else 1.6}" class="bead-wish"'
    if middle < low:
        return f'fill="{BOARD}" class="bead-now"'
    return f'fill="{LATER}" class="c-later"'


def _cut(frame: Frame, x: float, y: float, gain: float) -> str:
    """The amount of a bar that goes on beyond the picture, beside its end."""
    words = euros(gain, sign=True)
    y = y + 12 if gain > 0 else frame.y(frame.low) - 4
    right = x + 10 + width_of(words, 13) < frame.width
    return text(x + (10 if right else -10), y, words, weight=600, anchor="start" if right else "end")


def _mean(frame: Frame, picture: PerHour) -> str:
    if picture.mean is None:
        return ""
    extra = abs(picture.wish - picture.now)
    many = "uur" if extra == 1 else "uren"
    what = f"{'jouw' if picture.wish > picture.now else 'de'} {in_words(extra)} {many}, gemiddeld:"
    words = f"{euros(picture.mean)} per maand per uur"
    size, large = (13, 15) if frame.narrow else (14, 18)
    half = max(width_of(what, size), width_of(words, large, 700)) / 2
    middle = frame.x((picture.now + picture.wish) / 2)
    x = min(max(middle, half + 6), frame.width - half - 6)
    foot = frame.top - 14
    lead = line(min(max(middle, x - half), x + half), foot + 6, middle, frame.top + 2, stroke=RIM, css="c-lead")
    return (
        lead
        + text(x, foot - 20, what, size=size, anchor="middle")
        + text(x, foot, words, size=large, weight=700, anchor="middle")
    )


def _hours(frame: Frame):
    y = frame.height - frame.bottom
    for hour in range(0, frame.hours + 1, DAY):
        yield text(frame.x(hour), y + 21, str(hour), weight=600, anchor="middle")
    yield text(frame.left + frame.plot_width / 2, y + 41, "uren per week", anchor="middle", fill=SOFT, css="c-soft")
