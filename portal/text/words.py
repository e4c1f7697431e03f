"""Dutch sentences put together from pieces."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """a, b en c; there's at least one."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
