"""Values like those of the code, with one figure a little off."""

from dataclasses import replace


def raised(values, *path, by):
    """`raised(waarden, "onder_aow", 0, "tarief", by=10)`: the same, with this figure so much higher."""
    if not path:
        return values + by
    first, *rest = path
    if isinstance(values, tuple):
        changed = list(values)
        changed[first] = raised(changed[first], *rest, by=by)
        return tuple(changed)
    if isinstance(values, dict):
        return {**values, first: raised(values[first], *rest, by=by)}
    return replace(values, **{first: raised(getattr(values, first), *rest, by=by)})
