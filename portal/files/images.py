"""The size of a picture as its first bytes tell it. Nothing is unpacked, so one that is too large costs nothing."""

from typing import IO

# The parts of a JPEG that carry its size (ISO/IEC 10918-1, table B.1), without those for tables and resets.
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
STANDALONE = {0x01, *range(0xD0, 0xD9)}


def size(file: IO[bytes]) -> tuple[int, int] | None:
    """(width, height) of a PNG or JPEG; nothing when it doesn't tell."""
    file.seek(0)
    start = file.read(24)
    if start.startswith(b"\x89PNG"):
        return _pair(start[16:20], start[20:24]) if start[12:16] == b"IHDR" else None
    file.seek(2)
    return _of_jpeg(file)


def _of_jpeg(file: IO[bytes]) -> tuple[int, int] | None:
    while True:
        byte = file.read(1)
        if byte != b"\xff":
            return None
        while byte == b"\xff":  # any number of these may precede a part
            byte = file.read(1)
        if not byte:
            return None
        if byte[0] in STANDALONE:
            continue
        length = int.from_bytes(file.read(2), "big")
        if byte[0] in FRAMES:
            frame = file.read(5)
            return _pair(frame[3:5], frame[1:3])
        if length < 2:
            return None
        file.seek(length - 2, 1)


def _pair(width: bytes, height: bytes) -> tuple[int, int] | None:
    pair = int.from_bytes(width, "big"), int.from_bytes(height, "big")
    return pair if all(pair) else None
