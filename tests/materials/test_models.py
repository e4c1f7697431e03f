"""Who sees a material, how it is found, and what happens to its file."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from materials.forms import MaterialSearchForm
from materials.models import Material, standing_on
from portal.files.models import Shelf
from portal.files.protected import shown_name
from portal.goals import Goal
from tests.characters import CHARACTERS
from tests.factories import make_material, make_seat
from tests.materials.files import PDF

pytestmark = pytest.mark.django_db
ELSEWHERE = {"directeur_elders", "hr_elders", "bestuur_elders"}
LEADERS = {"directeur", "hr", "bestuur", "expert", "expert_elders"} | ELSEWHERE
HPP = {"hpp", "hpp_admin"}
SIGNED_IN = set(CHARACTERS) - {"bezoeker"}


def who_sees(cast, material):
    now = timezone.now()
    return {
        name
        for name in CHARACTERS
        if material in Material.objects.visible_to(cast.people[name] or AnonymousUser(), now=now)
    }


def test_what_stands_on_a_shelf_is_what_anyone_may_open_of_it(cast):
    now = timezone.now()
    shelves = [make_seat(director=cast["directeur"]).bootcamp.shelf, make_seat().bootcamp.shelf]
    for access in Material.Access.values:
        for published_at in (now, now + timedelta(hours=1), None):
            make_material(access=access, shelves=[shelves[1]], published_at=published_at)
            make_material(access=access, shelves=shelves, published_at=published_at)

    for name in CHARACTERS:
        user = cast.people[name] or AnonymousUser()
        for shelf in shelves:
            asked = list(Material.objects.visible_to(user, now=now).on_shelf(shelf.pk))
            assert standing_on(shelf.pk, user, now=now) == asked, name


@pytest.fixture
def media(settings, tmp_path):
    """The folder with the files, empty."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT / "materials"


def names_in(folder):
    return {file.name for file in folder.glob("*")}


@pytest.mark.parametrize(
    ("access", "sees"),
    [
        ("iedereen", set(CHARACTERS)),
        ("account", SIGNED_IN),
        ("leiding", LEADERS | HPP),
        ("plank", {"directeur", "hr", "bestuur"} | HPP),
    ],
)
def test_each_kind_of_access_lets_in_who_it_should(cast, access, sees):
    shelf = make_seat(director=cast["directeur"]).bootcamp.shelf

    assert who_sees(cast, make_material(access=access, shelves=[shelf])) == sees


def test_a_shelf_of_another_bootcamp_opens_nothing(cast):
    make_seat(director=cast["directeur"])
    elsewhere = make_seat(director=cast["directeur_elders"]).bootcamp.shelf

    assert who_sees(cast, make_material(access="plank", shelves=[elsewhere])) == ELSEWHERE | HPP


def test_on_no_shelf_at_all_only_hpp_sees_it(cast):
    make_seat(director=cast["directeur"])

    assert who_sees(cast, make_material(access="plank")) == HPP


@pytest.mark.parametrize("published_at", [None, timezone.now() + timedelta(days=1)])
@pytest.mark.parametrize("access", Material.Access.values)
def test_what_is_not_published_is_seen_by_hpp_only(cast, access, published_at):
    shelf = make_seat(director=cast["directeur"]).bootcamp.shelf

    assert who_sees(cast, make_material(access=access, shelves=[shelf], published_at=published_at)) == HPP


def test_on_two_open_shelves_it_is_seen_once(cast):
    shelves = [make_seat(director=cast["directeur"]).bootcamp.shelf for _ in range(2)]
    material = make_material(access="plank", shelves=shelves)

    visible = Material.objects.visible_to(cast["directeur"], now=timezone.now())

    assert list(visible) == [material]
    assert list(visible.on_own_shelves(cast["directeur"], now=timezone.now())) == [material]


def test_ones_own_shelves_hold_what_is_ready_for_that_person(cast):
    shelf = make_seat(director=cast["directeur"]).bootcamp.shelf
    free = make_material(access="iedereen", shelves=[shelf])
    make_material(access="iedereen")
    make_material(access="plank", shelves=[shelf], published_at=None)

    on_shelves = {
        name: list(
            Material.objects.visible_to(user or AnonymousUser(), now=timezone.now()).on_own_shelves(
                user or AnonymousUser(), now=timezone.now()
            )
        )
        for name, user in cast.people.items()
    }

    assert {name for name, materials in on_shelves.items() if materials == [free]} == {"directeur", "hr", "bestuur"}
    assert {name for name, materials in on_shelves.items() if materials == []} == set(CHARACTERS) - {
        "directeur",
        "hr",
        "bestuur",
    }


def titles(materials):
    return [material.title for material in materials.in_order()]


def test_every_word_must_occur_somewhere():
    make_material(title="Goed Gesprek", summary="Vragen", body="Over uren", goal=Goal.RESULTS)
    make_material(title="Brief", summary="Voor het gesprek", body="", goal=Goal.FACTS)
    find = Material.objects.with_words

    assert titles(find("gesprek")) == ["Brief", "Goed Gesprek"]
    assert titles(find("GESPREK  uren ")) == ["Goed Gesprek"]
    assert titles(find("gesprek nergens")) == []
    assert len(titles(find(""))) == len(titles(find("  \n "))) == 2


@pytest.mark.parametrize("words", ["100%", "_", "\\", "'", '"', "' OR 1=1 --", "%", "{{", "<b>"])
def test_odd_signs_are_looked_for_as_they_are(words):
    make_material(title="Gewoon")
    make_material(title=f"Met {words} erin")

    assert titles(Material.objects.with_words(words)) == [f"Met {words} erin"]


def test_more_than_a_few_words_are_not_all_looked_for(django_assert_num_queries):
    make_material(title="a b c d e f g h")

    with django_assert_num_queries(1) as queries:
        assert titles(Material.objects.with_words("a b c d e f g h nergens " * 50)) == ["a b c d e f g h"]

    assert queries.captured_queries[0]["sql"].count("LIKE") == 3 * 8


def test_choosing_takes_any_of_each_sort_and_both_sorts_together():
    materials = [make_material(goal=goal, kind=kind) for goal, kind in [(1, "brief"), (2, "brief"), (3, "rapport")]]

    def chosen(query):
        pks = MaterialSearchForm(QueryDict(query)).chosen(Material.objects.outline())
        return [materials.index(material) for pk in pks for material in materials if material.pk == pk]

    assert chosen("doel=1&doel=3") == [0, 2]
    assert chosen("soort=brief") == [0, 1]
    assert chosen("doel=1&doel=3&soort=brief") == [0]
    assert chosen("") == chosen("doel=9&soort=nergens") == [0, 1, 2]


def test_every_kind_has_a_picture():
    from portal.templatetags.components import icon_names

    assert {Material(kind=kind).icon for kind in Material.Kind.values} <= icon_names()


def test_a_file_gets_a_name_nobody_can_guess_and_keeps_the_one_people_see(media):
    material = make_material(file=("Leidraad 't Hart.PDF", PDF))

    [stored] = media.glob("*")
    assert (material.file_name, material.file_kind, material.file_size) == ("Leidraad 't Hart.PDF", "pdf", len(PDF))
    assert material.file.name == f"materials/{stored.name}"
    assert len(stored.stem) >= 32
    assert stored.suffix == ".pdf"
    assert stored.stat().st_mode & 0o077 == 0
    assert material.file.url == f"/materialen/{material.pk}/bestand/"


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_replaced_leaves_the_disk(media):
    material = make_material(file=("oud.pdf", PDF))
    [old] = names_in(media)

    material.file = ContentFile(PDF + b"\n", name="nieuw.pdf")
    material.save()

    assert names_in(media) == {Path(material.file.name).name}
    assert old not in names_in(media)
    assert (material.file_name, material.file_size) == ("nieuw.pdf", len(PDF) + 1)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_taken_away_leaves_the_disk_and_the_page(media):
    material = make_material(file=("oud.pdf", PDF))

    material.file = None
    material.save()

    material.refresh_from_db()
    assert names_in(media) == set()
    assert (material.file.name, material.file_name, material.file_size) == ("", "", 0)


@pytest.mark.django_db(transaction=True)
def test_saving_without_a_new_file_keeps_the_file(media):
    material = make_material(file=("oud.pdf", PDF))
    before = names_in(media)

    again = Material.objects.get(pk=material.pk)
    again.title = "Anders"
    again.save()

    assert names_in(media) == before
    assert again.file_name == "oud.pdf"


@pytest.mark.django_db(transaction=True)
def test_a_material_that_goes_takes_its_file_along(media):
    make_material(file=("weg.pdf", PDF)).delete()

    assert names_in(media) == set()


def test_a_material_without_a_file_can_go_too():
    make_material().delete()

    assert not Material.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["delete", "replace"])
def test_a_change_that_is_rolled_back_keeps_the_file(media, what):
    material = make_material(file=("blijft.pdf", PDF))
    stored = material.file.name

    with transaction.atomic():
        if what == "delete":
            material.delete()
        else:
            material.file = ContentFile(PDF, name="nieuw.pdf")
            material.save()
        transaction.set_rollback(True)

    kept = Material.objects.get(file_name="blijft.pdf")
    assert kept.file.name == stored
    assert Path(stored).name in names_in(media)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("leidraad.pdf", "leidraad.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Joost\\leidraad.pdf", "leidraad.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("nul\x00.pdf", "nul.pdf"),
        ("fdp\u202efdp.exe.pdf", "fdpfdp.exe.pdf"),
        ("  twee   spaties .pdf", "twee spaties .pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("Yıldız 'ë' \N{BUTTERFLY}.pdf", "Yıldız 'ë' \N{BUTTERFLY}.pdf"),
    ],
)
def test_the_name_that_people_see_is_plain_and_keeps_its_kind(name, shown):
    assert shown_name(name) == shown


def test_a_material_on_a_shelf_that_goes_stays(cast):
    shelf = Shelf.objects.create(title="Los")
    material = make_material(access="plank", shelves=[shelf])

    shelf.delete()

    assert list(material.shelves.all()) == []
