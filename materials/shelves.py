"""What lies on the shelves that other rooms put up."""

from django.urls import reverse
from django.utils import timezone

from materials.models import Material
from portal.files import shelves
from portal.files.shelves import OnShelf


@shelves.lister
def materials_on(shelf_ids, user) -> list[OnShelf]:
    visible = Material.objects.visible_to(user, now=timezone.now()).filter(shelves__in=list(shelf_ids))
    rows = visible.in_order().values_list("shelves", "pk", "title")
    return [OnShelf(shelf, title, reverse("materials:material", args=[pk])) for shelf, pk, title in rows]
