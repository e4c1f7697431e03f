"""Text that people typed, without the characters that no keyboard types."""

from unicodedata import category

TURNS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """A name as it may stand in a list or the subject of a mail: no line breaks, no marks that turn text around."""
    return " ".join(
        "".join(" " if category(letter) == "Cc" else letter for letter in text if letter not in TURNS).split()
    )


def readable(text: str) -> str:
    """Lines of text, without what breaks a page, a PDF or the direction of reading."""
    return "".join(letter for letter in text if letter in "\n\r\t" or category(letter) not in ("Cc", "Cf", "Cs"))
