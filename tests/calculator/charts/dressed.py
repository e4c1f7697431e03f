"""What the chart of a household is dressed with, from the rows of the parts."""

from calculator.household import jumps, parts
from calculator.web.presentation.pictures import stack

STACK = [part.key for part in stack()]
NAMES = {part.key: part.in_chart for part in stack()}
SHORT_NAMES = {part.key: part.short for part in stack() if part.person is not None}
DRESS = {"looks": {part.key: part.look for part in stack()}, "names": NAMES, "short_names": SHORT_NAMES}
COSTS = [part.in_short for part in parts.rows() if part.sign < 0]
OF_JUMPS = [*(part.in_short for part in parts.rows() if part.starts), *jumps.SHORT.values()]
"""What jumps are called in the chart."""
