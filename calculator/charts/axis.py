"""The axis of hours: the rekenrek laid flat, a bead for each hour."""

from calculator.charts.frame import Frame
from calculator.charts.ink import BOARD, INK, RIM, SOFT, SUN, dot, line, text

DAY = 8


def bead_axis(frame: Frame, now: float, wish: float, y: float) -> str:
    r = 2.9 if frame.narrow else 5.6
    left, right = frame.x(0), frame.x(frame.hours)
    drawn = [line(left - 2, y, right + 2, y, stroke=RIM, width=1.4, css="bead-wire")]
    drawn += [_bead(frame.x(hour + 0.5), y, r, hour + 0.5, now, wish, frame.narrow) for hour in range(frame.hours)]
    for hour in range(0, frame.hours + 1, DAY):
        x = frame.x(hour)
        drawn.append(line(x, y - 9, x, y + 9, stroke=RIM, width=1.3, css="bead-wire"))
        drawn.append(text(x, y + 26, str(hour), weight=600, anchor="middle"))
        if hour and not frame.narrow:
            days = "1 dag" if hour == DAY else f"{hour // DAY} dagen"
            drawn.append(text(x, y + 43, days, anchor="middle", fill=SOFT, css="c-soft"))
    return "".join(drawn)


def _bead(x, y, r, middle, now, wish, narrow) -> str:
    """Worked and kept; wished on top; given up; free."""
    if middle <= min(now, wish):
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{BOARD}" class="bead-now"/>'
    if middle <= wish:
        return dot(x, y, r, fill=SUN, width=1 if narrow else 1.5, css="bead-wish")
    if middle <= now:
        return dot(x, y, r - 0.4, stroke=INK, width=1.8, css="c-dot")
    return dot(x, y, r - 0.6, stroke=RIM, width=1.3, css="bead-free")
