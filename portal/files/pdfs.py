"""Looking into a PDF for what does something by itself: a script, a program to start, a file inside it.

No parser of ours has to understand the rest. Names may be spelled with numbers (#4A), and may stand in streams of
objects, which are packed; those are unpacked as far as a bound. What is encrypted can't be looked into.
"""

import re
import zlib
from collections.abc import Iterator

from django.core.exceptions import ValidationError

ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA(?=\s*[\[\d]))(?![A-Za-z])")
SPELLED = re.compile(rb"#([0-9A-Fa-f]{2})")
ENCRYPTED = re.compile(rb"/Encrypt(?=\s*(?:\d|<<))")
START = b"stream"
DOES_SOMETHING = (
    "In deze pdf zit een script of een ander bestand. Maak er een gewone pdf van: open hem en druk hem af naar pdf."
)
MOST_UNPACKED = 50 * 1024 * 1024
LONGEST_HEAD = 1024
"""How far before a stream its description is looked for."""


def check(content: bytes) -> None:
    """Raises ValidationError with what to do about it."""
    if _is_active(content):
        raise ValidationError(DOES_SOMETHING)
    if ENCRYPTED.search(content):
        raise ValidationError("Deze pdf is beveiligd. Sla hem op zonder wachtwoord en zonder beveiliging.")
    left = MOST_UNPACKED
    for packed in _object_streams(content):
        unpacked = _unpacked(packed, left)
        left -= len(unpacked)
        if left <= 0:
            raise ValidationError("Deze pdf is uitgepakt te groot. Sla hem kleiner op.")
        if _is_active(unpacked):
            raise ValidationError(DOES_SOMETHING)


def _is_active(content: bytes) -> bool:
    spelled_out = SPELLED.sub(lambda match: bytes([int(match[1], 16)]), content)
    return ACTIVE.search(content) is not None or ACTIVE.search(spelled_out) is not None


def _object_streams(content: bytes) -> Iterator[memoryview]:
    """Where each packed stream of objects begins."""
    at = content.find(START)
    while at >= 0:
        head = SPELLED.sub(lambda match: bytes([int(match[1], 16)]), content[max(0, at - LONGEST_HEAD) : at])
        begins = at + len(START)
        if b"/ObjStm" in head and content[at - 3 : at] != b"end":
            line_end = len(content[begins : begins + 2]) - len(content[begins : begins + 2].lstrip(b"\r\n"))
            yield memoryview(content)[begins + line_end :]
        at = content.find(START, begins)


def _unpacked(packed: memoryview, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return bytes(packed[:LONGEST_HEAD])
