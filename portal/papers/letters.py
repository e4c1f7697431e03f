"""Figtree in the weights that papers use, each a font of its own. From the variable font, which browsers get,
WeasyPrint would cut every weight anew for every PDF.

    manage.py papierletters     after a change of the variable font
"""

import io
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
VARIABLE = ("figtree-latin", "figtree-latin-ext")
WEIGHTS = (400, 500, 600, 700)


def cut() -> Iterator[tuple[Path, bytes]]:
    """Where each stands, and what it is."""
    for name in VARIABLE:
        for weight in WEIGHTS:
            yield FONTS / "paper" / f"{name}-{weight}.woff2", _at(FONTS / f"{name}.woff2", weight)


def _at(variable: Path, weight: int) -> bytes:
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    # Without the moment of cutting, so that the same font is the same file.
    font = TTFont(variable, recalcTimestamp=False)
    out = io.BytesIO()
    instantiateVariableFont(font, {"wght": weight}, static=True).save(out)
    return out.getvalue()
