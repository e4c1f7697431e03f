from django import template
from django.utils import timezone

from materials.models import Material

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
    visible = Material.objects.visible_to(user, now=timezone.now())
    return visible.on_shelf(shelf_id).defer("body")
