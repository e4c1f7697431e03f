import io
import time
import tracemalloc

import pytest

from portal.files import tables
from portal.people import numbers

ROWS = [["BRIN NUMMER", "Plaats_naam"], ["90AA", "'s-Gravenhage"], ["90AB", "Damwâld; oost, één"]]


def written(rows, *, separator=";", encoding="utf-8", newline="\r\n"):
    lines = [separator.join(f'"{cell}"' for cell in row) for row in rows]
    return io.BytesIO((newline.join(lines) + newline).encode(encoding))


def read(content, **options):
    file = io.BytesIO(content.encode()) if isinstance(content, str) else content
    return tables.read_csv(file, **options)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_table_is_read_whatever_programme_wrote_it(separator, encoding, newline):
    file = written(ROWS, separator=separator, encoding=encoding, newline=newline)

    table = read(file, synonyms=numbers.SYNONYMS)

    assert table.columns == ("INSTELLINGSCODE", "PLAATS NAAM")
    assert [(row.number, dict(row.cells)) for row in table.rows()] == [
        (2, {"INSTELLINGSCODE": "90AA", "PLAATS NAAM": "'s-Gravenhage"}),
        (3, {"INSTELLINGSCODE": "90AB", "PLAATS NAAM": "Damwâld; oost, één"}),
    ]
    assert not file.closed


def test_a_synonym_counts_only_where_the_name_itself_is_not_there():
    table = read("BESTUUR;BEVOEGD GEZAG NUMMER\nKleurrijk;41211\n", synonyms=numbers.SYNONYMS)

    assert [dict(row.cells) for row in table.rows()] == [{"BESTUUR": "Kleurrijk", "BEVOEGD GEZAG NUMMER": "41211"}]


def test_what_spreadsheets_add_is_passed_over():
    table = read("sep=;\n\nNaam;Plaats;\nDe Brug ; \xa0Zeist ;;;\n ; ;\nHet Veer;Tiel\n")

    assert [(row.number, row["NAAM"], row["PLAATS"], row.is_whole) for row in table.rows()] == [
        (3, "De Brug", "Zeist", True),
        (5, "Het Veer", "Tiel", False),
    ]


def test_a_row_with_a_loose_separator_says_that_it_is_not_whole():
    table = read("naam,plaats\nDe Brug, Oost,Zeist\n")

    assert [row.is_whole for row in table.rows()] == [False]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is leeg"),
        (b" \r\n ", "is leeg"),
        (b"<!DOCTYPE html><html>", "webpagina"),
        (b"PK\x03\x04rest", "Excel-bestand"),
        (b"alleen een zin", "geen kolommen"),
        (b"a;b;A\n1;2;3\n", "De kolom A staat twee keer"),
        (b";".join(b"%d" % number for number in range(301)), "meer dan 300 kolommen"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, words):
    with pytest.raises(tables.Unreadable, match=words):
        read(io.BytesIO(content))


def test_missing_columns_are_named():
    table = read("PROVINCIE;INSTELLINGSCODE\nUtrecht;90AA\n")

    with pytest.raises(tables.Unreadable, match=r"ontbreken de kolommen VESTIGINGSCODE en VESTIGINGSNAAM\."):
        table.require("INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM")


def test_a_cell_that_never_ends_is_refused():
    table = read('naam;plaats\nDe Brug;Zeist\n"' + "x" * 200_000)

    with pytest.raises(tables.Unreadable, match="Na rij 2"):
        list(table.rows())


def test_a_large_file_takes_no_more_memory_than_a_small_one():
    line = b"90AA;" + b"De Kraanvogel;" * 20 + b"\n"
    file = io.BytesIO(b"BRIN;" + b";".join(b"k%d" % number for number in range(20)) + b"\n" + line * 20_000)

    tracemalloc.start()
    began = time.perf_counter()
    number = sum(1 for _ in read(file).rows())
    took = time.perf_counter() - began
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert number == 20_000
    assert most < 3_000_000
    assert took < 30


@pytest.mark.parametrize(
    ("institution", "text", "site"),
    [
        ("90AA", "90AA01", "90AA01"),
        ("90AA", "90aa01 ", "90AA01"),
        ("90AA", "01", "90AA01"),
        ("90AA", "1", "90AA01"),
        ("90AA", "0", "90AA00"),
        ("90AA", "90AB01", ""),
        ("90AA", "", ""),
        ("", "01", ""),
    ],
)
def test_a_site_is_known_by_six_characters_or_by_its_last_two(institution, text, site):
    assert numbers.site(institution, text) == site


def test_numbers_are_read_as_people_and_files_write_them():
    assert [numbers.site_of(brin) for brin in ("05ab", "05AB01", "05ab-01", "5AB")] == [
        "05AB00",
        "05AB01",
        "05AB01",
        "5AB",
    ]
    assert [numbers.as_people_write(code) for code in ("05AB00", "05AB01")] == ["05AB", "05AB01"]
    assert [numbers.board(text) for text in ("41211", "41211.0", " 7 ", "Kleurrijk", "")] == [
        "41211",
        "41211",
        "7",
        "",
        "",
    ]
    assert [numbers.institution(text) for text in ("05ab", "05AB01", "٠٥AB")] == ["05AB", "", ""]
