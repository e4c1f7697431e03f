"""HPP publishes materials through the admin's own pages."""

import contextlib
import logging
import resource

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from materials.models import Material
from tests.admin_pages import errors_in, filled_in
from tests.factories import make_bootcamp, make_material, make_seat
from tests.materials.files import PDF, docx, upload

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
ADD = reverse("admin:materials_material_add")
LIST = reverse("admin:materials_material_changelist")
MATERIAL = {
    "title": "Infopakket",
    "kind": "infopakket",
    "goal": "3",
    "summary": "Lees dit eerst.",
    "body": "## Begin",
    "access": "plank",
    "published_at_0": "1-1-2026",
    "published_at_1": "12:00",
}


@pytest.fixture(autouse=True)
def as_on_a_server(settings, tmp_path):
    """Files have no address of their own; the tests' own settings need one (tests/settings.py)."""
    settings.MEDIA_URL = None
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def hpp(cast):
    return cast.client("hpp")


def files_in(tmp_path):
    return sorted(file for file in (tmp_path / "media").rglob("*") if file.is_file())


def add(client, fields):
    return client.post(ADD, filled_in(client.get(ADD).text) | MATERIAL | fields)


def change(client, material, fields):
    address = reverse("admin:materials_material_change", args=[material.pk])
    return client.post(address, filled_in(client.get(address).text) | fields)


def test_hpp_puts_a_package_on_the_shelf_of_one_bootcamp(cast, hpp):
    mine, other = make_seat(director=cast["directeur"]), make_seat(director=cast["directeur_elders"])

    response = add(hpp, {"shelves": [mine.bootcamp.shelf_id], "file": upload("Pakket voor Oost.pdf")})

    material = Material.objects.get()
    assert (response.status_code, response["Location"]) == (302, LIST)
    assert (material.file_name, material.file_size) == ("Pakket voor Oost.pdf", len(PDF))
    assert material.file.url in cast.client("directeur").get(mine.get_absolute_url()).text
    assert material.file.url not in cast.client("directeur_elders").get(other.get_absolute_url()).text
    answers = {name: cast.client(name).get(material.file.url) for name in ("directeur", "directeur_elders", "bezoeker")}
    assert {name: response.status_code for name, response in answers.items()} == {
        "directeur": 200,
        "directeur_elders": 404,
        "bezoeker": 404,
    }
    assert answers["directeur"].getvalue() == PDF
    answers["directeur"].close()


def test_a_material_with_a_file_can_be_opened_and_its_file_fetched(hpp):
    material = make_material(file=("Het pakket.pdf", PDF))

    page = hpp.get(reverse("admin:materials_material_change", args=[material.pk]))

    link = BeautifulSoup(page.text, "html.parser").select_one(".file-upload a")
    assert page.status_code == 200
    assert (link.get_text(), link["href"]) == ("Het pakket.pdf", material.file.url)
    assert material.file.name not in page.text


@pytest.mark.django_db(transaction=True)
def test_a_new_version_takes_the_place_of_the_old(hpp, tmp_path):
    material = make_material(file=("oud.pdf", PDF))

    response = change(hpp, material, {"file": upload("nieuw.pdf", PDF + b"\n")})

    material.refresh_from_db()
    assert response.status_code == 302
    assert (material.file_name, material.file_size) == ("nieuw.pdf", len(PDF) + 1)
    assert [file.read_bytes() for file in files_in(tmp_path)] == [PDF + b"\n"]


@pytest.mark.django_db(transaction=True)
def test_changing_only_the_words_keeps_the_file(hpp, tmp_path):
    material = make_material(file=("oud.pdf", PDF))

    change(hpp, material, {"title": "Anders"})

    material.refresh_from_db()
    assert (material.title, material.file_name) == ("Anders", "oud.pdf")
    assert [file.read_bytes() for file in files_in(tmp_path)] == [PDF]


@pytest.mark.django_db(transaction=True)
def test_a_file_can_be_taken_away(hpp, tmp_path):
    material = make_material(file=("oud.pdf", PDF))

    change(hpp, material, {"file-clear": "on"})

    material.refresh_from_db()
    assert (bool(material.file), material.file_name) == (False, "")
    assert files_in(tmp_path) == []


@pytest.mark.django_db(transaction=True)
def test_deleting_some_takes_their_files_along(hpp, tmp_path):
    gone = [make_material(file=(f"{name}.pdf", PDF)) for name in "ab"]
    kept = make_material(file=("c.pdf", PDF))

    chosen = [material.pk for material in gone]
    hpp.post(LIST, {"action": "delete_selected", "post": "yes", "_selected_action": chosen})

    assert list(Material.objects.all()) == [kept]
    assert [file.name for file in files_in(tmp_path)] == [kept.file.name.split("/")[1]]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("leidraad.exe", b"MZ", "Dit soort bestand (exe) kan niet."),
        ("leidraad.exe.pdf", PDF, "De naam van dit bestand noemt twee soorten."),
        ("leidraad.pdf", b"<script>alert(1)</script>", "Dit bestand heet pdf, maar is het niet."),
        ("leidraad.pdf", b"", "leeg"),
        ("brief.docx", docx(**{"word/vbaProject.bin": b"x"}), "In dit bestand zitten macro's."),
        ("x" * 97 + ".pdf", PDF, "meer dan 100 tekens"),
    ],
)
def test_a_bad_file_is_refused_at_its_field_and_leaves_nothing_behind(hpp, tmp_path, name, content, words):
    bootcamp = make_bootcamp()

    response = add(hpp, {"shelves": [bootcamp.shelf_id], "file": upload(name, content)})

    assert any(words in error for error in errors_in(response.text)), errors_in(response.text)
    assert "Lees dit eerst." in response.text
    assert not Material.objects.exists()
    assert files_in(tmp_path) == []


def test_for_a_shelf_a_shelf_must_be_chosen(hpp):
    response = add(hpp, {})

    assert errors_in(response.text) == ["Kies minstens één plank. Anders ziet niemand dit stuk."]
    assert not Material.objects.exists()


def test_a_text_or_a_file_is_needed(hpp):
    response = add(hpp, {"access": "iedereen", "body": ""})
    with_file = add(hpp, {"access": "iedereen", "body": "", "file": upload("pakket.pdf")})

    assert errors_in(response.text) == ["Schrijf een tekst of kies een bestand. Nu is er niets te lezen."]
    assert with_file.status_code == 302


def test_the_only_thing_to_read_cannot_be_taken_away(hpp):
    material = make_material(body="", file=("oud.pdf", PDF))

    response = change(hpp, material, {"file-clear": "on"})

    material.refresh_from_db()
    assert errors_in(response.text) == ["Schrijf een tekst of kies een bestand. Nu is er niets te lezen."]
    assert material.file_name == "oud.pdf"


def test_without_a_moment_only_hpp_sees_it(cast, hpp):
    add(hpp, {"access": "iedereen", "published_at_0": "", "published_at_1": ""})

    material = Material.objects.get()
    assert material.published_at is None
    assert cast.client("directeur").get(material.get_absolute_url()).status_code == 404
    assert "nog niet te zien" in hpp.get(material.get_absolute_url()).text


@contextlib.contextmanager
def no_room_for_files_over(size):
    """The system itself refuses to write beyond this many bytes of a file, as a full disk does."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.django_db(transaction=True)
@pytest.mark.fault("disk full")
def test_on_a_full_disk_hpp_reads_what_happened_and_nothing_half_stays(hpp, tmp_path, caplog, seen):
    old = PDF
    material = make_material(title="Het pakket", file=("oud.pdf", old))
    new = PDF[:-7] + b" " * 200_000 + PDF[-7:]
    form = filled_in(hpp.get(reverse("admin:materials_material_change", args=[material.pk])).text)
    caplog.set_level(logging.CRITICAL, logger="django")

    with no_room_for_files_over(100_000):
        response = hpp.post(
            reverse("admin:materials_material_change", args=[material.pk]),
            form | {"title": "Anders", "file": upload("nieuw.pdf", new)},
            follow=True,
        )

    material.refresh_from_db()
    assert "Het bestand kon niet worden bewaard, dus er is niets gewijzigd." in response.text
    assert (material.title, material.file_name) == ("Het pakket", "oud.pdf")
    assert [file.read_bytes() for file in files_in(tmp_path)] == [old]
    later = change(hpp, material, {"file": upload("nieuw.pdf", new)}).status_code
    assert later == 302
    assert [file.read_bytes() for file in files_in(tmp_path)] == [new]
    seen(f"materiaal: nog steeds {material.file_name}, daarna {later}")


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_needs_no_more_queries_for_more_materials(hpp, how_many, django_assert_num_queries):
    for _ in range(how_many):
        make_material(file=("pakket.pdf", PDF), shelves=[make_bootcamp().shelf])
    hpp.get(LIST)

    with django_assert_num_queries(9):
        page = hpp.get(LIST).text

    assert page.count('<td class="field-file_name">pakket.pdf</td>') == how_many


def test_materials_are_found_by_their_words(hpp):
    about_it, _ = make_material(body="Over begintijden"), make_material()

    response = hpp.get(LIST, {"q": "begintijden"})

    assert list(response.context["cl"].queryset) == [about_it]


def test_what_is_published_now_is_there_at_once(cast, hpp):
    now = timezone.localtime()

    add(hpp, {"access": "iedereen", "published_at_0": f"{now:%d-%m-%Y}", "published_at_1": f"{now:%H:%M:%S}"})

    assert "Infopakket" in cast.client("bezoeker").get(reverse("materials:material_list")).text
