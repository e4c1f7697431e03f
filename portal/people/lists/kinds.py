"""The lists that HPP uploads. A file is recognised by its columns, whatever it's called."""

from collections.abc import Collection

from django.db import models


class ListKind(models.TextChoices):
    PRIMARY = "bo", "scholen in het basisonderwijs"
    SPECIAL = "so", "scholen in het speciaal onderwijs"
    BOARDS = "bestuur", "besturen"
    REGIONS = "regio", "onderwijsregio's"


SITES = (ListKind.PRIMARY, ListKind.SPECIAL)
SITE_COLUMNS = ("BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM", "PLAATSNAAM")
BOARD_COLUMNS = ("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG NAAM")
REGION_COLUMNS = ("INSTELLINGSCODE", "ONDERWIJSREGIO")
REGION_BOARD_COLUMNS = ("BEVOEGD GEZAG NUMMER", "ONDERWIJSREGIO")
ONLY_SPECIAL = "SOORT PRIMAIR ONDERWIJS"
SYNONYMS = {"REGIO": "ONDERWIJSREGIO", "NAAM": "VESTIGINGSNAAM", "PLAATS": "PLAATSNAAM"}


def recognised(columns: Collection[str]) -> tuple[ListKind, tuple[str, ...]]:
    """(kind, the columns that it can't do without) of what the file looks like most."""
    if "ONDERWIJSREGIO" in columns and "VESTIGINGSNAAM" not in columns:
        return ListKind.REGIONS, REGION_COLUMNS if "INSTELLINGSCODE" in columns else REGION_BOARD_COLUMNS
    if "BEVOEGD GEZAG NAAM" in columns and "VESTIGINGSNAAM" not in columns:
        return ListKind.BOARDS, BOARD_COLUMNS
    return ListKind.SPECIAL if ONLY_SPECIAL in columns else ListKind.PRIMARY, SITE_COLUMNS
