from django import template
from django.utils import timezone

from materials.models import Material, standing_on

register = template.Library()
ON_HOME = 3


@register.simple_tag
def materials_for_everyone():
    """A few pieces for the staff room that need no account."""
    published = Material.objects.published(timezone.now()).filter(access=Material.Access.EVERYONE)
    return published.defer("body").in_order()[:ON_HOME]


@register.simple_tag
def materials_on_shelf(user, shelf_id):
    """What someone finds on a shelf; nothing when it isn't theirs to open."""
    return standing_on(shelf_id, user, now=timezone.now()) if shelf_id else []
