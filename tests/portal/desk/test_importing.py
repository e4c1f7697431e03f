"""A list of people: a fault at its row, a look before anything is kept, and nothing half."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from portal.people.access import Role
from portal.people.desk.models import PeopleList
from portal.people.models import User
from tests.factories import make_board, make_school, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
HEADER = ["naam", "mail", "rol", "school"]


@pytest.fixture
def hpp(cast):
    return cast.client("hpp")


@pytest.fixture
def places():
    board = make_board(name="De Tolbrug", number="41211")
    make_school(name="De Eik", city="Assen", brin="90ZA", board=board)
    make_school(name="De Linde", city="Breda", brin="90ZB01")


def as_csv(rows, *, separator=";", encoding="cp1252"):
    return "\r\n".join(separator.join(row) for row in rows).encode(encoding)


def as_xlsx(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def send(client, content, name="zuid.csv"):
    return client.post(reverse("desk:imports"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def the_list():
    return PeopleList.objects.get()


GOOD = [
    ["Łucja Nowak", "l.nowak@zuid.example", "Schoolleider", "90ZA"],
    ["Els de Lin", "Els.Lin@zuid.example", "HR", "41211"],
    ["Sem Graaf", "s.graaf@zuid.example", "leraar", "De Linde, Breda"],
]


@pytest.mark.parametrize(
    "make",
    [
        as_xlsx,
        lambda rows: as_csv(rows, encoding="utf-8-sig"),
        lambda rows: as_csv(rows, separator=",", encoding="utf-8"),
    ],
)
def test_a_good_list_is_shown_first_and_then_prepared_without_a_mail(hpp, places, make, mailoutbox):
    rows = [row if "," not in row[3] else [*row[:3], "90ZB-01"] for row in GOOD]
    content = make([HEADER, *rows])

    page = send(hpp, content, "zuid.xlsx" if make is as_xlsx else "zuid.csv").text

    assert "3 rijen. Er is nog niemand toegevoegd" in page
    assert not User.objects.filter(email__endswith="zuid.example").exists()
    hpp.post(the_list().get_absolute_url(), {"doe": "klaarzetten"})
    do_all_jobs()
    people = {user.email: user for user in User.objects.filter(email__endswith="zuid.example")}
    assert {email: user.role for email, user in people.items()} == {
        "l.nowak@zuid.example": Role.DIRECTOR,
        "els.lin@zuid.example": Role.HR,
        "s.graaf@zuid.example": Role.TEACHER,
    }
    assert people["l.nowak@zuid.example"].schools.get().name == "De Eik"
    assert people["els.lin@zuid.example"].board.name == "De Tolbrug"
    assert people["els.lin@zuid.example"].last_name == "de Lin"
    assert people["s.graaf@zuid.example"].schools.get().name == "De Linde"
    assert mailoutbox == []
    assert not PeopleList.objects.exists()


FAULTY = [
    ["Dirk Es", "d.es@zuid", "directeur", "90ZA"],
    ["Kim Ruiter", "k.ruiter@zuid.example", "directeur", "99ZZ"],
    ["Ans Bos", "a.bos@zuid.example", "tovenaar", "90ZA"],
    ["www.kwaad.example Jansen", "b.bos@zuid.example", "hr", "Nergens"],
    ["Tom Tak", "t.tak@zuid.example", "directeur", ""],
    ["Tim Tak", "twee@zuid.example", "directeur", "90ZA"],
    ["Tam Tak", "TWEE@zuid.example", "directeur", "90ZA"],
    ["Joost Bakker", "j.bakker@zuid.example", "hpp", "90ZA"],
]


def test_every_fault_stands_at_its_row(hpp, places):
    page = send(hpp, as_csv([HEADER, *FAULTY, *GOOD[:1]], encoding="utf-8")).text

    for row, sentence in [
        (2, "“d.es@zuid” is geen e-mailadres."),
        (3, "We vinden geen school “99ZZ”. Zet er het BRIN-nummer neer."),
        (4, "De rol “tovenaar” kennen we niet. Kies directeur, leerkracht, hr of bestuur."),
        (5, "In een naam kan geen adres van een website of mail staan."),
        (5, "We vinden geen bestuur “Nergens”. Zet er het bestuursnummer neer."),
        (6, "Er staat geen school of bestuur."),
        (7, "Dit e-mailadres staat vaker in de lijst."),
        (8, "Dit e-mailadres staat vaker in de lijst."),
        (9, "De rol “hpp” kennen we niet."),
    ]:
        assert f'href="#rij{row}">Rij {row}: {sentence}' in page


def test_a_row_is_mended_in_place_and_only_who_is_right_is_prepared(hpp, places):
    send(hpp, as_csv([HEADER, *FAULTY[:2], *GOOD[:1]], encoding="utf-8"))
    address = the_list().get_absolute_url()

    hpp.post(address, {"doe": "nakijken", "email-2": "d.es@zuid.example"})
    assert "“d.es@zuid” is geen e-mailadres." not in hpp.get(address).text
    hpp.post(address, {"doe": "klaarzetten"})

    assert sorted(User.objects.filter(email__endswith="zuid.example").values_list("email", flat=True)) == [
        "d.es@zuid.example",
        "l.nowak@zuid.example",
    ]
    assert [row["number"] for row in the_list().rows] == [3]


def test_who_we_know_already_stays_as_they_are(hpp, places):
    known = make_user("hr", board=make_board(), email="l.nowak@zuid.example", first_name="Lucja")

    assert "kennen we al" in send(hpp, as_csv([HEADER, *GOOD[:1]], encoding="utf-8")).text
    hpp.post(the_list().get_absolute_url(), {"doe": "klaarzetten"})

    known.refresh_from_db()
    assert (known.role, known.first_name) == (Role.HR, "Lucja")


def test_nothing_is_kept_when_one_of_them_fails_on_the_way(hpp, places, monkeypatch):
    from portal.people.desk import actions
    from portal.reasons import NotPossible

    prepare = actions.prepare

    def fails_at_the_last(**fields):
        if fields["email"] == "s.graaf@zuid.example":
            raise NotPossible("Er is al een account met dit e-mailadres.")
        return prepare(**fields)

    monkeypatch.setattr(actions, "prepare", fails_at_the_last)
    send(hpp, as_csv([HEADER, *GOOD], separator="\t", encoding="utf-8"))

    answer = hpp.post(the_list().get_absolute_url(), {"doe": "klaarzetten"}, follow=True)

    assert "Er is niemand toegevoegd." in answer.text
    assert not User.objects.filter(email__endswith="zuid.example").exists()
    assert len(the_list().rows) == 3


def test_a_list_is_thrown_away_and_nobody_was_added(hpp, places):
    send(hpp, as_csv([HEADER, *GOOD], separator="\t", encoding="utf-8"))

    hpp.post(the_list().get_absolute_url(), {"doe": "weg"})

    assert not PeopleList.objects.exists()
    assert not User.objects.filter(email__endswith="zuid.example").exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("lijst.csv", b"<html>", "webpagina"),
        ("lijst.csv", b"naam;mail;rol\nA;b@c.nl;hr\n", "ontbreekt de kolom SCHOOL"),
        ("lijst.csv", b"naam;mail;rol;school\n", "geen enkele rij"),
        ("lijst.xlsx", b"PK\x03\x04 kapot", "beschadigd"),
        ("lijst.xlsx", b"naam;mail", "beschadigd"),
        ("lijst.csv", b"naam;mail;rol;school\n" + b"A B;a@b.nl;hr;1\n" * 501, "hooguit 500 mensen"),
    ],
)
def test_a_file_that_is_no_list_gets_a_sentence_at_the_field(hpp, name, content, sentence):
    assert sentence in send(hpp, content, name).text
    assert not PeopleList.objects.exists()


@pytest.mark.parametrize("how_many", [1, 60])
def test_checking_takes_no_more_queries_for_more_rows(hpp, places, how_many, django_assert_max_num_queries):
    rows = [[f"Naam {n}", f"naam{n}@zuid.example", "directeur", "De Eik"] for n in range(how_many)]
    send(hpp, as_csv([HEADER, *rows], encoding="utf-8"))

    with django_assert_max_num_queries(16):
        page = hpp.get(the_list().get_absolute_url()).text

    assert page.count("nieuw</span>") == how_many


def test_a_colleague_has_nothing_to_do_with_the_list(cast, hpp, places):
    send(hpp, as_csv([HEADER, *GOOD], separator="\t", encoding="utf-8"))

    assert cast.client("hpp_admin").get(the_list().get_absolute_url()).status_code == 404
