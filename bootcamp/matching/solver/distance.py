"""As the crow flies between the middles of two postcode areas, in whole metres: about so far, never a travel time."""

import csv
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

EARTH = 6_371_008.8
"""Mean radius in metres."""
TABLE = Path(__file__).with_name("postcode4_2014.csv")


@cache
def centroids() -> dict[str, tuple[float, float]]:
    with TABLE.open(newline="") as file:
        return {row["postcode"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}


def is_known(pc4: str) -> bool:
    return pc4 in centroids()


@cache
def metres(here: str, there: str) -> int | None:
    """None where a postcode isn't in the table: that is never guessed."""
    if not (is_known(here) and is_known(there)):
        return None
    (north, east), (other_north, other_east) = centroids()[here], centroids()[there]
    half = sin(radians(other_north - north) / 2) ** 2
    half += cos(radians(north)) * cos(radians(other_north)) * sin(radians(other_east - east) / 2) ** 2
    return round(2 * EARTH * asin(sqrt(half)))
