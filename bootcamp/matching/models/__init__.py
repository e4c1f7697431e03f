from bootcamp.matching.models.places import OpenPlace
from bootcamp.matching.models.rounds import AgreedHours, FormationRound, RoundBoard
from bootcamp.matching.models.talks import OpenReason, RoundMove, RoundProposal
from bootcamp.matching.models.wishes import HoursWish, WishLook

__all__ = [
    "AgreedHours",
    "FormationRound",
    "HoursWish",
    "OpenPlace",
    "OpenReason",
    "RoundBoard",
    "RoundMove",
    "RoundProposal",
    "WishLook",
]
