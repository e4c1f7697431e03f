from django import template

register = template.Library()


@register.filter(name="of")
def of_key(by_number: dict, key):
    """What belongs to this row, from a dictionary by its number; nothing when there is none."""
    return by_number.get(key, ())
