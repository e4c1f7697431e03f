from django import template

from portal.people import accounts

register = template.Library()


@register.filter
def lacks_second_step(user) -> bool:
    return accounts.lacks_second_step(user)
