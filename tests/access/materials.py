from portal.files.models import Shelf
from tests.access import EDITORS, a_file, admin_rows, everyone, only, pressed_by
from tests.factories import make_material, make_seat


def in_a_package(cast):
    """Only for who takes part, with a file."""
    seat = make_seat(director=cast["directeur"])
    shelf = Shelf.objects.get(bootcamp=seat.bootcamp)
    return {"material_id": make_material(access="plank", shelves=[shelf], file=("pakket.pdf", b"%PDF-1.7 x")).pk}


def any_material(cast):
    return {"material_id": make_material().pk}


def button():
    return pressed_by(*EDITORS, row=only(*EDITORS, status=405, arguments=any_material))


ROWS = {
    "materials:desk": only(*EDITORS),
    "materials:new": only(*EDITORS),
    "materials:change": only(*EDITORS, arguments=any_material),
    "materials:file": only(*EDITORS, arguments=any_material),
    "materials:put_away": button(),
    "materials:bring_back": button(),
    "materials:material_list": everyone(),
    "materials:material": only("directeur", "hr", "bestuur", *EDITORS, bezoeker=404, arguments=in_a_package),
    "materials:download": a_file(only("directeur", "hr", "bestuur", *EDITORS, bezoeker=404, arguments=in_a_package)),
    **admin_rows("materials_material", lambda cast: make_material(), delete=EDITORS),
}
