from portal import retention
from portal.audit.models import MONTHS, Entry

retention.keep(
    Entry,
    months=MONTHS,
    why="Zo kunnen we nagaan wie van HPP, besturen en HR iets wijzigde. "
    "Mensen staan erin met een nummer, niet met hun naam.",
    expired=lambda day: Entry.objects.filter(at__date__lt=day),
    forget=lambda rows: rows.forget(),
)
