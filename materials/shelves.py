"""What lies on the shelves that other rooms put up."""

from django.urls import reverse
from django.utils import timezone

from materials.models import Material
from portal.files import shelves
from portal.files.shelves import OnShelf


@shelves.lister
def materials_on(shelf_ids, user) -> list[OnShelf]:
    standing = Material.objects.current().filter(shelves__in=list(shelf_ids))
    visible = standing.visible_to(user, now=timezone.now())
    rows = visible.in_order().values_list("shelves", "pk", "title")
    return [OnShelf(shelf, title, reverse("materials:material", args=[pk])) for shelf, pk, title in rows]
