from django import template

from bootcamp.exchange import texts

register = template.Library()


@register.filter
def bare_words(html):
    return texts.plain(html)
