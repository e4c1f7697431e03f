from bootcamp.facts.models.delivering import BoardRow, DeliveredFile, Delivery, SiteRow, YearsRow
from bootcamp.facts.models.derived import Institution, SectorYear
from bootcamp.facts.models.own import FactsPaper, OwnFigure

__all__ = [
    "BoardRow",
    "DeliveredFile",
    "Delivery",
    "FactsPaper",
    "Institution",
    "OwnFigure",
    "SectorYear",
    "SiteRow",
    "YearsRow",
]
