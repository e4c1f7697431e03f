from portal import retention
from portal.audit.models import MONTHS, Entry

retention.keep(
    Entry,
    months=MONTHS,
    why="Zo kunnen we nagaan wie van HPP, besturen en HR iets wijzigde, en of iemand een wachtwoord probeert te raden. "
    "Mensen staan erin met een nummer, niet met hun naam. Wat er getypt is bewaren we niet.",
    expired=lambda day: Entry.objects.filter(at__date__lt=day),
    forget=lambda rows: rows.forget(),
)
