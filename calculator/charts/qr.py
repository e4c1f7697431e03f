"""A QR code of an address as a drawing: dark on light, with the white rim that a camera looks for."""

from collections.abc import Iterator
from html import escape

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from calculator.charts.ink import INK, WHITE

RIM = 4
"""Modules of white around it, as the standard asks."""


def modules(address: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    return code.get_matrix()


def draw(address: str, label: str) -> str:
    rows = modules(address)
    size = len(rows) + 2 * RIM
    return (
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(label)}" '
        f'xmlns="http://www.w3.org/2000/svg">{inside(rows, size)}</svg>'
    )


def placed(address: str, x: float, y: float, width: float) -> str:
    """Inside another drawing."""
    rows = modules(address)
    size = len(rows) + 2 * RIM
    return f'<g transform="translate({x:g} {y:g}) scale({width / size:.4f})">{inside(rows, size)}</g>'


def inside(rows: list[list[bool]], size: int) -> str:
    return (
        f'<rect width="{size}" height="{size}" fill="{WHITE}" class="qr-ground"/>'
        f'<path d="{"".join(_bars(rows))}" fill="{INK}" class="qr-dots"/>'
    )


def _bars(rows: list[list[bool]]) -> Iterator[str]:
    """Dark modules beside each other as one bar."""
    for y, row in enumerate(rows):
        start = 0
        for x in range(len(row) + 1):
            if x < len(row) and row[x]:
                continue
            if x > start:
                yield f"M{start + RIM} {y + RIM}h{x - start}v1h-{x - start}z"
            start = x + 1
