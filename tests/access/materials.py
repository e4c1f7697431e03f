from portal.files.models import Shelf
from tests.access import EDITORS, a_file, admin_rows, everyone, only
from tests.factories import make_material, make_seat


def in_a_package(cast):
    """Only for who takes part, with a file."""
    seat = make_seat(director=cast["directeur"])
    shelf = Shelf.objects.get(bootcamp=seat.bootcamp)
    return {"material_id": make_material(access="plank", shelves=[shelf], file=("pakket.pdf", b"%PDF-1.7 x")).pk}


ROWS = {
    "materials:material_list": everyone(),
    "materials:material": only("directeur", "hr", "bestuur", *EDITORS, bezoeker=404, arguments=in_a_package),
    "materials:download": a_file(only("directeur", "hr", "bestuur", *EDITORS, bezoeker=404, arguments=in_a_package)),
    **admin_rows("materials_material", lambda cast: make_material(), delete=EDITORS),
}
