"""The pages with which HPP releases values: what they show, what they refuse, and what a post by hand can't do."""

import io
import uuid
from datetime import timedelta

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from calculator.household.calculation import parameters_fingerprint
from calculator.releases import actions
from calculator.releases.forms import LARGEST
from calculator.releases.models import Release
from tests.calculator.releases.released import SUPPORT, excel, make_release, make_released, support_staff, zorg
from tests.pages import faults_in

pytestmark = pytest.mark.django_db
State = Release.State
LIST = reverse("calculator:release_list")
UPLOAD = reverse("calculator:upload_values")


def posted(content=None, *, name="waarden.toml", **changes):
    return {
        "key": str(uuid.uuid4()),
        "title": "Zorgtoeslag 2027",
        "what": "waarden",
        "file": SimpleUploadedFile(name, zorg(2027, premium=2200) if content is None else content),
        "source": "Staatscourant 2026, 12345",
        "certainty": "bevestigd",
        **changes,
    }


def address(name, release):
    return reverse(f"calculator:{name}", args=[release.pk])


def errors(page):
    """By the id of the field, as the page ties them together; without a field under ''."""
    by_field = {}
    for link in BeautifulSoup(page, "html.parser").select(".error-summary li"):
        anchor = link.find("a")
        by_field[anchor["href"][1:] if anchor else ""] = link.get_text(" ", strip=True)
    return by_field


def words(page):
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())


def next_year(by, **fields):
    return make_release(zorg(2027, premium=2200), checked=True, by=by, title="Zorgtoeslag 2027", **fields)


# Uploading.

AGAIN = "Sla het opnieuw op en probeer het nog eens."


def test_a_file_that_is_sent_waits_to_be_checked(cast):
    client = cast.client("hpp")

    response = client.post(UPLOAD, posted(), follow=True)

    release = Release.objects.get()
    assert response.redirect_chain == [(release.get_absolute_url(), 302)]
    assert (release.uploaded_by, release.state, bytes(release.content)) == (
        cast["hpp"],
        State.UPLOADED,
        zorg(2027, premium=2200),
    )
    assert "Het portaal kijkt dit bestand na" in response.text
    assert faults_in(response.text) == []


def test_sending_the_same_form_twice_is_one_upload(cast):
    client, form = cast.client("hpp"), posted()

    first = client.post(UPLOAD, form)
    second = client.post(UPLOAD, {**form, "file": SimpleUploadedFile("waarden.toml", zorg(2027, premium=2200))})

    assert first["Location"] == second["Location"]
    assert Release.objects.count() == 1


def test_a_table_is_sent_with_its_days(cast):
    form = posted(
        SUPPORT,
        name="oop.csv",
        what="cao_po_tabellen",
        starts_on="2026-01-01",
        ends_on="31-12-2026",
        certainty="afgeleid",
    )

    cast.client("hpp").post(UPLOAD, form)

    release = Release.objects.get()
    actions.check(release.pk, now=timezone.now())
    release.refresh_from_db()
    assert release.called == "Salaristabel cao primair onderwijs, van 1 januari 2026 tot en met 31 december 2026"
    assert release.report["rules"][0]["sure"] == "afgeleid"


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"title": ""}, "id_title", "Zeg in een paar woorden waar het over gaat."),
        ({"source": "  "}, "id_source", "Zeg waar deze bedragen vandaan komen."),
        ({"file": ""}, "id_file", "Kies een bestand."),
        ({"file": SimpleUploadedFile("a.toml", b"")}, "id_file", f"Dit bestand is leeg. {AGAIN}"),
        ({"file": SimpleUploadedFile("a.xls", b"x")}, "id_file", "Dit soort bestand (xls) kan niet."),
        ({"file": SimpleUploadedFile("a.xlsm", b"PK\x03\x04")}, "id_file", "Dit soort bestand (xlsm) kan niet."),
        ({"file": SimpleUploadedFile("waarden", b"x")}, "id_file", "Dit soort bestand (zonder soort) kan niet."),
        ({"file": SimpleUploadedFile("a.xlsx", b"%PDF-")}, "id_file", "Dit bestand heet xlsx, maar is het niet."),
        ({"file": SimpleUploadedFile("a.toml", b"x" * (LARGEST + 1))}, "id_file", "Dit bestand is groter dan 1 MB."),
        ({"what": "cao_po_tabellen"}, "id_file", "Een tabel is een CSV- of Excelbestand."),
    ],
)
def test_what_is_wrong_with_a_form_stands_at_its_field(cast, changes, field, text):
    page = cast.client("hpp").post(UPLOAD, posted(**changes)).text

    assert errors(page)[field].startswith(text)
    assert faults_in(page) == []
    assert Release.objects.count() == 0


def test_a_table_without_its_days_says_so_at_both(cast):
    form = posted(SUPPORT, name="oop.csv", what="cao_po_tabellen")

    page = cast.client("hpp").post(UPLOAD, form).text

    asked = "Vul een datum in. In een tabel zelf staat niet wanneer hij geldt."
    assert errors(page) == {"id_starts_on": asked, "id_ends_on": asked}


def test_a_table_that_ends_before_it_begins_says_so(cast):
    form = posted(SUPPORT, name="oop.csv", what="cao_po_tabellen", starts_on="2026-12-31", ends_on="2026-01-01")

    page = cast.client("hpp").post(UPLOAD, form).text

    assert errors(page) == {"id_ends_on": "Deze dag ligt voor de eerste dag."}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.toml", "a" * 300 + ".toml", "<script>alert(1)</script>.toml", "leid\nraad.toml"]
)
def test_the_name_of_a_file_does_no_harm(cast, name):
    client = cast.client("hpp")
    client.post(UPLOAD, posted(name=name))
    release = Release.objects.get()

    page = client.get(release.get_absolute_url()).text
    download = client.get(address("released_file", release))

    assert "<script>alert" not in page
    assert faults_in(page) == []
    assert download["Content-Disposition"].isascii()
    assert "/" not in download["Content-Disposition"]
    assert len(release.file_name) <= 120


# The page of a file.


def test_the_faults_of_a_file_stand_on_its_page_with_their_rows(cast):
    release = make_release(b"trede;OOP4\n1;2.500\nx;1\n", by=cast["hpp"], checked=True, **_table())

    page = cast.client("hpp_admin").get(release.get_absolute_url()).text

    assert "Rij 2, kolom OOP4 “2.500” kan 2500 zijn of 2,500. Schrijf het zonder punt." in words(page)
    assert "Rij 3, kolom trede “x” is geen trede van 0 tot 99." in words(page)
    assert "Er is niets veranderd." in page
    assert "Geef deze waarden vrij" not in page
    assert faults_in(page) == []


def _table():
    return {name: value for name, value in support_staff().items() if name != "content"}


def test_a_file_that_is_right_shows_what_changes_and_who_notices(cast):
    release = next_year(cast["hpp"])

    page = cast.client("hpp_admin").get(release.get_absolute_url()).text

    text = words(page)
    assert "Zorgtoeslag, 2027" in text
    assert "standaardpremie, per jaar standaardpremie €\xa02.119 €\xa02.200 +\xa03,8\xa0%".replace("\xa0", " ") in text
    assert "2027: Iemand met AOW en een klein pensioen" in text
    assert "Ze kloppen allemaal nog." in text
    assert "6 voorbeelden kunnen we niet uitrekenen" in text
    assert "Klopt het met de bron, geef het dan vrij." in text
    assert "geüpload, door Sanne de Vries" in text
    assert faults_in(page) == []


def test_who_uploaded_sees_that_a_colleague_has_to_release(cast):
    release = next_year(cast["hpp"])

    page = cast.client("hpp").get(release.get_absolute_url()).text

    assert "Vraag een collega van HPP om het te bekijken en vrij te geven." in page
    assert "Geef deze waarden vrij" not in page


def test_words_out_of_a_file_are_only_words(cast):
    evil = '"<script>alert(1)</script>"'
    right = make_release(zorg(2027, bron=f"[{evil}]", toelichting=evil), by=cast["hpp"], checked=True)
    wrong = make_release(f"[[{evil}]]\nx = 1\n".encode(), by=cast["hpp"], checked=True, title="<b>fout</b>")

    for release in (right, wrong):
        page = cast.client("hpp_admin").get(release.get_absolute_url()).text
        assert "<script>alert" not in page
        assert "<b>fout" not in page
        assert "&lt;" in page


def test_the_file_itself_is_kept_never_shown(cast):
    release = next_year(cast["hpp"], name="html.toml")

    response = cast.client("hpp_admin").get(address("released_file", release))

    assert response.content == zorg(2027, premium=2200)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="html.toml"'


# Releasing and rolling back.


def test_a_colleague_releases_and_rolls_back_in_one_click(cast, django_capture_on_commit_callbacks):
    release = next_year(cast["hpp"])
    client, today = cast.client("hpp_admin"), timezone.localdate()
    before = parameters_fingerprint()

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(address("release_values", release), {"uses_from": today.isoformat()}, follow=True).text
    assert f"“Zorgtoeslag 2027” is vrijgegeven, vanaf {today:%d-%m-%Y}." in page
    assert "Het portaal rekent met deze waarden" in page
    assert parameters_fingerprint() != before

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(address("roll_back_values", release), follow=True).text
    assert "“Zorgtoeslag 2027” is teruggedraaid. De waarden van daarvoor gelden weer." in page
    assert parameters_fingerprint() == before
    assert faults_in(page) == []


def test_what_is_released_for_later_says_from_when(cast):
    release, later = next_year(cast["hpp"]), timezone.localdate() + timedelta(days=40)

    page = (
        cast.client("hpp_admin")
        .post(address("release_values", release), {"uses_from": later.isoformat()}, follow=True)
        .text
    )

    assert "Het portaal rekent met deze waarden vanaf" in page
    assert "in gebruik vanaf" in cast.client("hpp").get(LIST).text


def test_who_uploaded_cant_release_by_posting_it(cast):
    release = next_year(cast["hpp"])

    page = (
        cast.client("hpp")
        .post(address("release_values", release), {"uses_from": timezone.localdate().isoformat()})
        .text
    )

    assert Release.objects.get(pk=release.pk).state == State.CHECKED
    assert "Zelf kun je dat niet" in page


@pytest.mark.parametrize("character", ["leerkracht", "directeur", "hr", "bestuur", "expert"])
def test_nobody_else_can_do_anything_by_posting_it(cast, character):
    release, client = next_year(cast["hpp"]), cast.client(character)
    today = timezone.localdate().isoformat()

    answers = [
        client.post(UPLOAD, posted()).status_code,
        *(
            client.post(address(name, release), {"uses_from": today, "has_looked": "on"}).status_code
            for name in ("release_values", "roll_back_values", "check_values_again", "withdraw_values")
        ),
    ]

    assert answers == [404] * 5
    assert Release.objects.get().state == State.CHECKED


def test_without_a_second_step_nothing_opens(cast):
    release = next_year(cast["hpp"])
    cast["hpp_admin"].authenticator_set.all().delete()
    client = cast.client("hpp_admin")

    response = client.post(address("release_values", release), {"uses_from": timezone.localdate().isoformat()})

    assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))
    assert Release.objects.get().state == State.CHECKED


def test_a_post_from_elsewhere_is_refused(cast):
    from django.test import Client

    release = next_year(cast["hpp"])
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["hpp_admin"])

    response = client.post(address("release_values", release), {"uses_from": timezone.localdate().isoformat()})

    assert response.status_code == 403
    assert Release.objects.get().state == State.CHECKED


def test_points_to_look_at_take_a_tick(cast):
    release = make_release(zorg(2027, premium=2900), by=cast["hpp"], checked=True)
    client, today = cast.client("hpp_admin"), timezone.localdate().isoformat()

    page = client.post(address("release_values", release), {"uses_from": today}).text
    assert errors(page) == {"id_has_looked": "Kijk de punten na, en zet dan een vinkje."}
    assert "Ik heb het punt hierboven naast de bron gelegd, en het klopt." in page
    assert faults_in(page) == []

    client.post(address("release_values", release), {"uses_from": today, "has_looked": "on"})
    assert Release.objects.get().state == State.RELEASED


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("", "Kies een dag."),
        ("gisteren", "Voer een geldige datum in."),
        ("2020-01-01", "Kies vandaag of een latere dag."),
    ],
)
def test_a_day_that_cant_be_is_told_at_its_field(cast, day, text):
    release = next_year(cast["hpp"])

    page = cast.client("hpp_admin").post(address("release_values", release), {"uses_from": day}).text

    assert errors(page) == {"id_uses_from": text}
    assert Release.objects.get().state == State.CHECKED


def test_what_was_checked_over_other_values_shows_it_and_cant_be_released(cast):
    release = next_year(cast["hpp"])
    make_released(by=cast["hpp"], releaser=cast["hpp_admin"], **support_staff())
    client = cast.client("hpp_admin")

    page = client.get(release.get_absolute_url()).text
    posted_page = client.post(address("release_values", release), {"uses_from": timezone.localdate().isoformat()}).text

    assert "De waarden zijn intussen veranderd" in page
    assert "Geef deze waarden vrij" not in page
    assert "Laat dit bestand opnieuw nakijken." in posted_page
    assert Release.objects.get(pk=release.pk).state == State.CHECKED


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("release_values", "Dit bestand is teruggedraaid. Je kunt het niet vrijgeven."),
        ("check_values_again", "Dit bestand is al teruggedraaid."),
        ("withdraw_values", "Dit bestand is al teruggedraaid."),
    ],
)
def test_what_can_no_longer_be_done_is_said_kindly(cast, name, said):
    release = make_released(zorg(2027, premium=2200), by=cast["hpp"], releaser=cast["hpp_admin"])
    actions.roll_back(release.pk, by=cast["hpp"], now=timezone.now())

    page = cast.client("hpp_admin").post(address(name, release), {"uses_from": "2030-01-01"}, follow=True).text

    assert said in page


def test_clicking_release_twice_says_nothing_strange(cast):
    release = next_year(cast["hpp"])
    client, today = cast.client("hpp_admin"), {"uses_from": timezone.localdate().isoformat()}

    client.post(address("release_values", release), today)
    page = client.post(address("release_values", release), today, follow=True).text

    assert "Je kunt het niet vrijgeven" not in page
    assert release.events.filter(kind="vrij").count() == 1


def test_a_file_is_withdrawn_or_checked_again_with_a_button(cast):
    release, client = next_year(cast["hpp"]), cast.client("hpp_admin")

    assert "wordt opnieuw nagekeken" in client.post(address("check_values_again", release), follow=True).text
    assert "is ingetrokken" in client.post(address("withdraw_values", release), follow=True).text
    assert "Met dit bestand gebeurt niets meer." in client.get(release.get_absolute_url()).text


# The list, and files to begin from.


@pytest.mark.parametrize("how_many", [1, 4])
def test_the_list_asks_no_more_of_the_database_for_more_files(cast, how_many, django_assert_max_num_queries):
    for number in range(how_many):
        make_release(by=cast["hpp"], title=f"Bestand {number}")
    client = cast.client("hpp")

    with django_assert_max_num_queries(6):
        page = client.get(LIST).text

    assert all(f"Bestand {number}" in page for number in range(how_many))


def test_the_list_says_which_version_is_in_use(cast):
    page = cast.client("hpp").get(LIST).text

    assert f"<code>{parameters_fingerprint()}</code>" in page
    assert "Er is nog niets geüpload." in page


def test_values_of_a_year_come_as_a_spreadsheet_to_begin_from(cast):
    response = cast.client("hpp").get(reverse("calculator:values_template", args=["waarden", 2026]))

    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)
    assert response["Content-Disposition"] == 'attachment; filename="waarden-2026.xlsx"'
    assert rows[0] == ("regel", "vanaf", "tot_en_met", "naam", "waarde")
    assert ("zorgtoeslag", "standaardpremie", 2119) in [(row[0], row[3], row[4]) for row in rows]


def test_a_spreadsheet_that_was_fetched_changed_and_sent_is_checked(cast):
    """The whole way without ever seeing TOML."""
    fetched = cast.client("hpp").get(reverse("calculator:values_template", args=["waarden", 2026])).content
    rows = [list(row) for row in openpyxl.load_workbook(io.BytesIO(fetched)).active.values]
    mine = [rows[0], *(row for row in rows if row[0] == "reiskosten")]
    for row in mine[1:]:
        row[1], row[2] = row[1].replace(year=2027), row[2].replace(year=2027)
        row[4] = 0.24 if row[3] == "onbelast_per_km" else row[4]

    cast.client("hpp").post(UPLOAD, posted(excel(*mine), name="reiskosten.xlsx"))
    release = Release.objects.get()
    actions.check(release.pk, now=timezone.now())

    release.refresh_from_db()
    assert release.state == State.CHECKED, release.report
    assert "onbelast_per_km = 0.24" in release.document


@pytest.mark.parametrize("address", ["waarden/1999", "niets/2026", "waarden/99999999"])
def test_there_is_no_spreadsheet_of_what_isnt_there(cast, address):
    assert cast.client("hpp").get(f"/werkurenberekenaar/waarden/voorbeeld/{address}/").status_code == 404


@pytest.mark.parametrize("number", ["999999", "9223372036854775808"])
def test_a_file_that_isnt_there_is_not_found(cast, number):
    assert cast.client("hpp").get(f"/werkurenberekenaar/waarden/{number}/").status_code == 404
