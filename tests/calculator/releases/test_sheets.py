"""CSV and Excel, right ones and wrong ones of every kind."""

import io
import struct
import zipfile
from datetime import date, datetime
from datetime import time as clock
from decimal import Decimal

import pytest

from calculator.releases.faults import WrongFile
from calculator.releases.reading import sheets
from tests.calculator.releases.released import excel
from tests.materials.files import archive, endless_list
from tests.speed import check_work_less_than

HEADER = ("trede", "LB")
MORE_SHEETS = "Er zijn meer bladen met iets erop. Zet alles op één blad."


def faults_of(kind, content):
    with pytest.raises(WrongFile) as wrong:
        sheets.read(kind, content)
    return [(fault.place, fault.text) for fault in wrong.value.faults]


def rows(kind, content):
    sheet = sheets.read(kind, content)
    return sheet.header, [(row.number, row.cells) for row in sheet.rows]


@pytest.mark.parametrize(
    "text",
    [
        "trede;LB\n1;2500,50\n2;2600\n",
        'trede,LB\n1,"2500,50"\n2,2600\n',
        "trede\tLB\n1\t2500,50\n2\t2600\n",
        "\ufefftrede;LB\r\n1;2500,50\r\n2;2600\r\n",
        "\n\ntrede ; LB\n1 ; 2500,50\n\n2;2600\n;\n",
    ],
)
def test_csv_is_read_however_it_was_saved(text):
    header, body = rows("csv", text.encode())

    assert header == HEADER
    assert [cells[:2] for _, cells in body] == [("1", "2500,50"), ("2", "2600")]


def test_csv_from_excel_on_windows_keeps_its_letters():
    header, body = rows("csv", "naam;waarde\ncafé;één bron\n".encode("cp1252"))

    assert header == ("naam", "waarde")
    assert body == [(2, ("café", "één bron"))]


def test_rows_have_the_numbers_that_the_spreadsheet_shows():
    _, body = rows("csv", b"trede;LB\n\n1;2500\n\n\n2;2600\n")

    assert [number for number, _ in body] == [3, 6]


@pytest.mark.parametrize(
    ("content", "place", "text"),
    [
        (b"", "Het bestand", "Er staat niets in."),
        (b"\n ; \n", "Het bestand", "Er staat niets in."),
        (b"trede;LB\n", "Rij 1", "Onder de namen van de kolommen staat niets."),
        (b"trede;;LB\n1;2;3\n", "Rij 1", "Kolom 2 heeft geen naam."),
        (b"trede;LB;LB\n1;2;3\n", "Rij 1", "De kolom “LB” staat er twee keer."),
        (b"trede;LB\n1;2;3\n", "Rij 2", "Deze rij heeft meer cellen dan er kolommen zijn."),
        (b'trede;LB\n1;"2\n', "Rij 2", "Hier klopt een aanhalingsteken niet, of een cel is te lang."),
        (b'trede;LB\n1;"2"3\n', "Rij 2", "Hier klopt een aanhalingsteken niet, of een cel is te lang."),
        (b"trede;LB\n1;\x00\n", "Het bestand", "Er staan tekens in die geen letters zijn. Sla het opnieuw op."),
        ("trede;LB\n1;2\n".encode("utf-16"), "Het bestand", "Dit bestand is UTF-16. Sla het op als “CSV UTF-8”."),
        (b"trede;LB\n1;" + b"9" * 3000, "Rij 2", "In een cel staan hooguit 2000 letters."),
        (b"trede;LB\n" + b"1;2\n" * 6000, "Rij 5001", "Een bestand heeft hooguit 5000 rijen."),
        (b";".join([b"x"] * 70) + b"\n1\n", "Rij 1", "Een bestand heeft hooguit 60 kolommen."),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else "",
)
def test_csv_that_is_wrong_says_where(content, place, text):
    assert faults_of("csv", content) == [(place, text)]


def test_excel_is_read_with_its_numbers_exact():
    content = excel(HEADER, (1, 2500.1), (2, 2600), (None, None), ("drie", True))

    assert rows("xlsx", content) == (
        HEADER,
        [(2, (Decimal(1), Decimal("2500.1"))), (3, (Decimal(2), Decimal(2600))), (5, ("drie", True))],
    )


def test_a_percentage_is_read_as_excel_shows_it():
    """8,33 % is kept as 0.0833."""
    _, body = rows("xlsx", excel(("a", "b"), ((0.0833, "0.00%"), 8.33)))

    assert body == [(2, (Decimal("8.3300"), Decimal("8.33")))]


def test_days_in_excel_are_days():
    _, body = rows("xlsx", excel(("a", "b"), (date(2027, 1, 1), datetime.combine(date(2027, 1, 1), clock()))))

    assert body == [(2, (date(2027, 1, 1), date(2027, 1, 1)))]


def test_an_empty_sheet_beside_the_full_one_is_no_fault():
    assert rows("xlsx", excel(HEADER, (1, 2), sheets=[[]]))[0] == HEADER


@pytest.mark.parametrize(
    ("content", "place", "text"),
    [
        (excel(), "Het bestand", "Er staat niets in."),
        (excel(HEADER, (1, 2), sheets=[[("x",)]]), "Het bestand", MORE_SHEETS),
        (excel(HEADER, *[(1, 2)] * 5001), "Rij 5001", "Een bestand heeft hooguit 5000 rijen."),
        (excel(tuple(f"k{n}" for n in range(61)), (1,)), "Rij 1", "Een bestand heeft hooguit 60 kolommen."),
        (excel(HEADER, (1, "x" * 2001)), "Rij 2", "In een cel staan hooguit 2000 letters."),
    ],
    ids=["leeg", "bladen", "rijen", "kolommen", "letters"],
)  # fmt: skip
def test_excel_that_is_wrong_says_where(content, place, text):
    assert faults_of("xlsx", content) == [(place, text)]


def test_all_cells_of_excel_that_hold_no_value_are_told():
    content = excel(HEADER, (1, "=1+1"), (2, "#N/A"), (3, clock(12, 30)))

    assert faults_of("xlsx", content) == [
        ("Rij 2, kolom B", "Hier staat een formule. Plak alleen de waarden (Plakken speciaal, Waarden)."),
        ("Rij 3, kolom B", "Hier staat een fout van Excel: #N/A."),
        ("Rij 4, kolom B", "Hier staat een tijd. Er hoort een getal, een datum of tekst te staan."),
    ]


def with_part(name, text, content=None):
    """A workbook with one of its parts replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content or excel(HEADER, (1, 2)))) as old, zipfile.ZipFile(file, "w") as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, text)
    return file.getvalue()


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
AGAIN = "Sla het opnieuw op en probeer het nog eens."
STRANGE = f"In dit bestand zit iets wat er niet hoort. {AGAIN}"
PARTS = f"Dit bestand heeft te veel onderdelen. {AGAIN}"
LARGE = "Dit bestand is uitgepakt te groot. Maak de plaatjes erin kleiner."
DAMAGED = "Dit bestand is beschadigd. Sla het opnieuw op en probeer het nog eens."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"PK\x03\x04 en dan niets", DAMAGED),
        (b"trede;LB\n1;2", DAMAGED),
        (archive({"a.txt": "x"}), "Dit is geen xlsx-bestand. Sla het opnieuw op als xlsx."),
        (archive({"xl/workbook.xml": "<workbook/>"}), DAMAGED),
        (archive({"xl/workbook.xml": "geen xml"}), DAMAGED),
        (excel(HEADER, (1, 2))[:-200], DAMAGED),
        (with_part("xl/vbaProject.bin", "x"), "In dit bestand zitten macro's. Sla het op zonder macro's."),
        (with_part("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'><c"), DAMAGED),
        (with_part("xl/worksheets/sheet1.xml", BOMB), STRANGE),
        (with_part("xl/workbook.xml", BOMB.encode("utf-16")), STRANGE),
        (with_part("xl/media/groot.bin", b"0" * 21 * 1024 * 1024), LARGE),
        (endless_list(parts=30_000), PARTS),
    ],
    ids=[
        "kop", "csv", "archief", "leeg boek", "geen xml", "half", "macro", "afgebroken", "bom", "bom in utf-16",
        "groot", "onderdelen",
    ],
)  # fmt: skip
def test_excel_that_is_none_or_hides_something_is_refused_in_a_moment(content, text):
    with check_work_less_than(5):
        assert faults_of("xlsx", content) == [("Het bestand", text)]


def test_a_workbook_that_says_to_be_smaller_than_it_is_is_refused():
    content = bytearray(with_part("xl/worksheets/sheet1.xml", b"<worksheet/>" + b" " * 30 * 1024 * 1024))
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    content[at + 24 : at + 28] = struct.pack("<L", 100)

    assert faults_of("xlsx", bytes(content)) == [("Het bestand", DAMAGED)]


def test_a_sheet_that_says_it_is_endless_is_read_as_far_as_it_goes():
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>trede</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>9</v></c></row></sheetData>'
        "</worksheet>"
    )

    with check_work_less_than(5):
        assert faults_of("xlsx", with_part("xl/worksheets/sheet1.xml", sheet))[0][0].startswith("Rij ")
