from django import template

from bootcamp.exchange import overview, texts

register = template.Library()


@register.filter
def message(html):
    """What someone wrote, cleaned once more on its way out."""
    return texts.clean(html)


@register.filter
def bare_words(html):
    return texts.plain(html)


@register.inclusion_tag("bootcamp/exchange/_group_card.html")
def group_card(enrolment):
    """For the rail of Mijn bootcamp: the last two threads of the group, and how much there is."""
    return overview.card(enrolment.bootcamp_id)
