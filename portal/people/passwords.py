"""Which passwords we take, said in our own words.

Long is what counts; a sentence is fine. What isn't: words that anybody would try, with a number or a mark beside them.
So names of people and places, months, what is around a school and around this portal are struck out first, and what is
left must still be something. docs/security.md says which lists this uses.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth import password_validation as django_validators
from django.core.exceptions import ValidationError

LONGEST = 128
"""Characters. Longer is no safer, and reading it costs us work."""
MUST_BE_LEFT = 6
"""Different letters, after known words are struck out."""
OWN_WORDS = Path(__file__).parent / "easy_words.txt"
# As people write them in place of letters.
LOOK_ALIKES = str.maketrans("01345789@$!|+", "oieastbgasiit")
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "abcdefghijklmnopqrstuvwxyz", "0123456789")


class LengthValidator:
    def __init__(self, min_length: int = 12) -> None:
        self.least = min_length

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < self.least:
            raise ValidationError(f"Dit wachtwoord is te kort. Gebruik minstens {self.least} tekens.")
        if len(password) > LONGEST:
            raise ValidationError(f"Dit wachtwoord is te lang. Gebruik hoogstens {LONGEST} tekens.")

    def get_help_text(self) -> str:
        return f"Gebruik minstens {self.least} tekens."


class OfYourselfValidator(django_validators.UserAttributeSimilarityValidator):
    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password[:LONGEST], user)
        except ValidationError:
            raise ValidationError(
                "Dit wachtwoord lijkt te veel op je naam of je e-mailadres. Kies iets dat een ander niet kan raden."
            ) from None

    def get_help_text(self) -> str:
        return "Gebruik niet je naam of je e-mailadres."


class KnownValidator(django_validators.CommonPasswordValidator):
    """Django's own list of passwords that are used all over the world."""

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError("Dit wachtwoord is te algemeen: veel mensen gebruiken het. Kies een ander.") from None

    def get_help_text(self) -> str:
        return "Gebruik geen wachtwoord dat veel mensen hebben."


class EasyWordsValidator:
    """Known words of Dutch people, schools and this portal, however they are written or put together."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > LONGEST:
            return  # said by LengthValidator
        rest = without_known(password, of_their_own(user))
        if len(set(rest)) < MUST_BE_LEFT:
            raise ValidationError(
                "Dit wachtwoord is te makkelijk te raden. Zet een paar woorden achter elkaar die niets met je school, "
                "dit portaal of een datum te maken hebben."
            )

    def get_help_text(self) -> str:
        return "Een paar losse woorden achter elkaar werkt goed."


def letters_of(text: str) -> str:
    """What is written, without accents, capitals, marks, and with letters for what stands in for them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain.translate(LOOK_ALIKES) if char.isalpha())


def without_known(password: str, own: frozenset[str]) -> str:
    """The letters that no known word explains. Digits at either end are struck out before they are read as letters."""
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)
    rest = _pattern(easy_words() | own).sub("", letters_of(core))
    return _runs().sub("", rest)


def of_their_own(user: Any) -> frozenset[str]:
    """Where someone works."""
    if user is None or user.pk is None:
        return frozenset()
    names = [f"{school.name} {school.city} {school.number}" for school in user.schools.all()]
    board = [user.board.name] if user.board_id else []
    words = re.findall(r"[^\W_]+", " ".join([*names, *board]))
    return frozenset(letters_of(word) for word in words if len(word) > 3)


@cache
def easy_words() -> frozenset[str]:
    lines = OWN_WORDS.read_text().splitlines()
    return frozenset(letters_of(word) for line in lines if not line.startswith("#") for word in line.split())


@cache
def _runs() -> re.Pattern[str]:
    """Four or more keys in a row, in either direction, and four or more times the same."""
    rows = [row for keys in KEYS for row in (keys, keys[::-1])]
    pieces = {row[start:end] for row in rows for start in range(len(row)) for end in range(start + 4, len(row) + 1)}
    return re.compile("|".join([*sorted(pieces, key=len, reverse=True), r"(.)\1{3,}"]))


def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words - {""}, key=lambda word: (-len(word), word))))
