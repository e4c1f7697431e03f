"""Bringing DUO's files in: read, looked at, used, undone. Nothing half, nothing twice."""

import csv
import io
import uuid

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from bootcamp.facts import deliveries, storing
from bootcamp.facts.models import BoardRow, DeliveredFile, Delivery, Institution, SectorYear, SiteRow, YearsRow
from portal.reasons import NotPossible
from tests.bootcamp.facts.delivered import apply, as_file, samples, samples_in_use, undo, upload
from tests.bootcamp.facts.samples import EXPECTED, path_of
from tests.factories import make_second_step, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
State = Delivery.State
KEPT = (SiteRow, BoardRow, YearsRow, Institution, SectorYear)


def everything():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in KEPT}


def what_counts():
    """Without the numbers of rows, which differ when they are worked out again."""
    fields = [field.name for field in Institution._meta.concrete_fields if field.name != "id"]
    years = [field.name for field in SectorYear._meta.concrete_fields if field.name != "id"]
    return sorted(map(str, Institution.objects.values_list(*fields))), sorted(
        map(str, SectorYear.objects.values_list(*years))
    )


def test_nothing_counts_before_hpp_takes_it_into_use():
    delivery = upload(*samples())

    assert delivery.state == State.READ
    assert delivery.report["faults"] == []
    assert YearsRow.objects.exists()
    assert DeliveredFile.objects.in_use() == []
    assert not Institution.objects.exists()


def test_in_use_the_sector_is_as_an_independent_count_says():
    """Straight from the workbook, with another reader and none of our code."""
    samples_in_use()
    book = openpyxl.load_workbook(path_of("06"), read_only=True)
    header, *rows = book["owtype-best-instelling-functie"].iter_rows(values_only=True)
    names = [str(name).strip() for name in header]
    at = {
        name: names.index(name) for name in ("FUNCTIEGROEP", "ONDERWIJSTYPE", "PERSONEN 2025", "GEMIDDELDE FTE'S 2025")
    }
    teachers = [row for row in rows if row[at["FUNCTIEGROEP"]] == "Onderwijsgevend personeel"]

    for type_ in ("BAO", "SBO"):
        counted = [row for row in teachers if row[at["ONDERWIJSTYPE"]] == type_]
        people = [row[at["PERSONEN 2025"]] for row in counted if isinstance(row[at["PERSONEN 2025"]], int)]
        weighed = [
            (row[at["PERSONEN 2025"]], row[at["GEMIDDELDE FTE'S 2025"]])
            for row in counted
            if isinstance(row[at["PERSONEN 2025"]], int) and isinstance(row[at["GEMIDDELDE FTE'S 2025"]], float | int)
        ]
        year = SectorYear.objects.get(type=type_, year=2025)
        assert year.teachers == sum(people)
        seen = sum(many for many, _ in weighed)
        mean = sum(many * job for many, job in weighed) / seen if seen else None
        assert year.mean_job == (mean and pytest.approx(mean))
    both = SectorYear.objects.filter(year=2025)
    assert sum(year.teachers for year in both) == EXPECTED["landelijk_leraren_2025_bekend"]
    assert sum(year.hidden for year in both) == EXPECTED["landelijk_leraren_2025_verborgen_rijen"]


def test_one_number_under_two_boards_stays_apart():
    samples_in_use()

    rows = Institution.objects.filter(brin4="90CA").order_by("type").values_list("type", "staff", "teachers", "pupils")
    assert list(rows) == [("BAO", 60, 45, 533), ("SBO", 5, 5, None)]


def test_the_same_files_again_change_nothing():
    delivery = samples_in_use()
    before = everything()

    with pytest.raises(NotPossible, match="precies zo"):
        upload(*samples())

    assert everything() == before
    assert list(Delivery.objects.all()) == [delivery]


def test_a_form_sent_twice_is_one_delivery():
    by, key, now = make_user("hpp"), uuid.uuid4(), timezone.now()

    first = deliveries.upload(samples("05"), by=by, key=key, now=now)
    second = deliveries.upload(samples("05"), by=by, key=key, now=now)

    assert first == second
    assert Delivery.objects.count() == 1


def test_reading_twice_is_reading_once():
    delivery = upload(*samples("05", "06"))
    before = everything()
    Delivery.objects.update(state=State.READING)
    for file, sample in zip(delivery.files.order_by("pk"), samples("05", "06"), strict=True):
        file.content = sample
        file.save()

    deliveries.read(delivery.pk)
    deliveries.read(delivery.pk)

    delivery.refresh_from_db()
    assert delivery.state == State.READ
    assert {name: len(rows) for name, rows in everything().items()} == {
        name: len(rows) for name, rows in before.items()
    }


@pytest.mark.parametrize("broken", ["12", "13", "14"])
def test_one_broken_file_changes_nothing(broken):
    samples_in_use()
    before = everything()

    delivery = upload(as_file(path_of("05"), "besturen nieuw.csv"), *_changed("06"), *samples(broken))

    assert delivery.state == State.REFUSED
    assert [fault["name"] for fault in delivery.report["faults"]] == [path_of(broken).name]
    assert everything() == before
    with pytest.raises(NotPossible, match="kan zo niet"):
        apply(delivery)


def _changed(number):
    """The workbook with one number other than it was."""
    book = openpyxl.load_workbook(path_of(number))
    book["owtype-best-instelling-functie"]["I3"] = 34
    content = io.BytesIO()
    book.save(content)
    return [ContentFile(content.getvalue(), name="personen nieuw.xlsx")]


def test_a_breakdown_halfway_leaves_no_rows_and_is_done_again(monkeypatch):
    samples_in_use()
    before = everything()
    real, asked = storing._busy, []

    def breaks(delivery, words, rows=0):
        asked.append(rows)
        if len(asked) == 3:
            raise OSError("disk full")
        real(delivery, words, rows)

    monkeypatch.setattr(storing, "_busy", breaks)
    delivery = upload(*_changed("06"))
    assert delivery.state == State.READING
    monkeypatch.setattr(storing, "_busy", real)
    do_all_jobs(now=timezone.now() + timezone.timedelta(hours=3))
    delivery.refresh_from_db()

    assert delivery.state == State.READ
    deliveries.discard(delivery.pk, by=delivery.uploaded_by, now=timezone.now())
    assert everything() == before


def test_what_changes_is_shown_before():
    samples_in_use()

    delivery = upload(*_changed("06"))

    (persons,) = delivery.report["lists"]
    assert (persons["new"], persons["changed"], persons["gone"]) == (0, 1, 0)
    newest = delivery.report["national"][-1]
    assert newest == {"year": "2025", "was": 419, "becomes": 420}
    assert delivery.report["unknown"] == {"count": 0, "first": []}


def test_schools_that_vanish_and_numbers_without_a_school_are_named():
    samples_in_use()
    lines = path_of("01").read_bytes().splitlines(keepends=True)
    shorter = ContentFile(b"".join(line for line in lines if b"90AC00" not in line), name="vestigingen.csv")

    delivery = upload(shorter, as_file(path_of("09"), "leerlingen nieuw.csv"))

    (sites,) = [one for one in delivery.report["lists"] if one["called"].startswith("Alle schoolvestigingen")]
    assert sites["first_gone"] == ["90AC00"]
    assert [file.name for file in delivery.files.all()] == ["vestigingen.csv"]


def test_the_unknown_school_of_the_samples_is_named():
    delivery = upload(*samples())

    assert delivery.report["unknown"] == {"count": 1, "first": EXPECTED["leerlingen_onbekend"]}


def test_undoing_brings_back_what_was():
    samples_in_use()
    before = what_counts()
    delivery = apply(upload(*_changed("06")))
    assert Institution.objects.get(brin4="90AA").teachers == 34

    undo(delivery)

    assert delivery.state == State.UNDONE
    assert what_counts() == before
    assert Institution.objects.get(brin4="90AA").teachers == 33


def test_of_files_that_cannot_come_back_no_rows_are_kept():
    samples_in_use()
    apply(upload(*_changed("06")))
    count = YearsRow.objects.filter(file__kind="personen").count()
    book = openpyxl.load_workbook(path_of("06"))
    book["owtype-best-instelling-functie"]["I3"] = 35
    content = io.BytesIO()
    book.save(content)

    apply(upload(ContentFile(content.getvalue(), name="nog nieuwer.xlsx")))

    assert YearsRow.objects.filter(file__kind="personen").count() == count
    assert Institution.objects.get(brin4="90AA").teachers == 35


def test_the_files_themselves_are_not_kept(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        delivery = deliveries.upload(samples("05"), by=make_user("hpp"), key=uuid.uuid4(), now=timezone.now())
    stored = delivery.files.get().content.name
    assert default_storage.exists(stored)

    with django_capture_on_commit_callbacks(execute=True):
        do_all_jobs()

    assert not default_storage.exists(stored)
    assert delivery.files.get().content.name == ""


def test_two_files_for_one_place_are_refused():
    delivery = upload(*samples("01", "02"))

    assert delivery.state == State.REFUSED
    assert "dezelfde lijst" in delivery.report["faults"][0]["why"]


def test_a_row_that_makes_no_sense_is_counted_and_named():
    rows = [["INSTELLINGSCODE", "VESTIGINGSCODE", "TYPE_PO", "PEILJAAR", "AANTAL_LEERLINGEN"]]
    rows += [["90AA", "0", "BO", "2025", "12"], ["90AA", "0", "BO", "2025", "13"], ["9", "0", "BO", "2025", "veel"]]
    text = io.StringIO()
    csv.writer(text).writerows(rows)

    delivery = upload(ContentFile(text.getvalue().encode(), name="leerlingen.csv"))

    (file,) = delivery.report["files"]
    assert (file["rows"], file["cells"], file["refused"]) == (3, 1, 2)
    assert file["why"][0] == "rij 3: 90AA00 staat er al eerder"


def hpp_client(client):
    hpp = make_user("hpp")
    make_second_step(hpp)
    client.force_login(hpp)
    return hpp


def test_the_whole_way_over_the_pages(client):
    hpp_client(client)

    sent = {"key": str(uuid.uuid4()), "files": samples()}
    page = client.post(reverse("bootcamp:delivery_new"), sent, follow=True)
    delivery = Delivery.objects.get()
    assert page["Refresh"] == "2"
    do_all_jobs()
    page = client.get(delivery.get_absolute_url())
    assert "Refresh" not in page
    assert "Neem in gebruik" in page.text
    assert "90ZZ00" in page.text
    client.post(reverse("bootcamp:delivery_use", args=[delivery.pk]))
    do_all_jobs()
    assert "Draai terug" in client.get(delivery.get_absolute_url()).text
    assert "06_personeel_personen" in client.get(reverse("bootcamp:deliveries")).text
    client.post(reverse("bootcamp:delivery_undo", args=[delivery.pk]))
    do_all_jobs()

    delivery.refresh_from_db()
    assert delivery.state == State.UNDONE
    assert not Institution.objects.exists()


def test_a_refused_file_says_why_on_the_page(client):
    hpp_client(client)
    sent = {"key": str(uuid.uuid4()), "files": samples("13")}
    client.post(reverse("bootcamp:delivery_new"), sent)
    do_all_jobs()

    page = client.get(Delivery.objects.get().get_absolute_url()).text

    assert "ontbreken de kolommen BEVOEGD GEZAG NUMMER en VESTIGINGSCODE" in page
    assert "Neem in gebruik" not in page


@pytest.mark.parametrize(
    ("files", "said"),
    [([], "Kies een of meer bestanden."), ([ContentFile(b"", name="leeg.csv")], "leeg.csv is leeg")],
)
def test_what_is_no_file_is_said_at_the_field(client, files, said):
    hpp_client(client)

    page = client.post(reverse("bootcamp:delivery_new"), {"key": str(uuid.uuid4()), "files": files})

    assert said in page.text
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("many", [1, 4])
def test_the_list_of_deliveries_needs_no_more_queries_for_more(client, many, django_assert_max_num_queries):
    hpp_client(client)
    for number in range(many):
        upload(ContentFile(path_of("05").read_bytes() + b"\n" * number, name=f"besturen {number}.csv"))

    with django_assert_max_num_queries(12):
        page = client.get(reverse("bootcamp:deliveries")).text

    assert page.count("klaar om te gebruiken") == many
