from django import template

from bootcamp.exchange import texts

register = template.Library()


@register.filter
def message(html):
    """What someone wrote, cleaned once more on its way out."""
    return texts.clean(html)


@register.filter
def bare_words(html):
    return texts.plain(html)
