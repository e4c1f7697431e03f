"""Excel as a stream: what stands there, however it was written; what is no workbook, or hides something, is refused."""

import io
import zipfile

import openpyxl
import pytest

from portal.files.tables import Unreadable
from portal.files.workbooks import Workbook, letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def book(**sheets):
    workbook = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    workbook.save(content)
    return content


def written(sheet, strings="", **parts):
    """A workbook of one sheet, part by part."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Blad" r:id="a"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        if strings:
            archive.writestr("xl/sharedStrings.xml", strings)
        for name, text in parts.items():
            archive.writestr(name, text)
    return content


def rows_of(sheet, **more):
    return list(
        Workbook(written(f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>', **more)).rows("Blad")
    )


def test_sheets_and_rows_in_order():
    workbook = Workbook(book(Een=[["naam", 3], [None, None], ["’t Hart", 0.72]], Twee=[]))

    assert workbook.sheets == ["Een", "Twee"]
    assert list(workbook.rows("Een")) == [(1, {0: "naam", 1: "3"}), (3, {0: "’t Hart", 1: "0.72"})]
    assert workbook.header("Twee") == (0, {})


def test_only_the_columns_that_are_asked():
    workbook = Workbook(book(Een=[["a", "b", "c"], [1, 2, 3]]))

    assert list(workbook.rows("Een", columns={1})) == [(1, {1: "b"}), (2, {1: "2"})]


def test_shared_strings_with_runs_and_without_how_they_sound():
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>een</t></si><si><r><t>tw</t></r><r><t>ee</t></r><rPh><t>x</t></rPh></si></sst>'
    )

    rows = rows_of('<row r="2"><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>0</v></c></row>', strings=strings)

    assert rows == [(2, {1: "twee", 2: "een"})]


def test_cells_and_rows_without_an_address_are_counted():
    assert rows_of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>") == [
        (1, {0: "1", 1: "2"}),
        (2, {1: "3"}),
    ]


@pytest.mark.parametrize("column", [0, 25, 26, 701, 702, 16383])
def test_letters_of_columns(column):
    assert letters(column) == openpyxl.utils.get_column_letter(column + 1)


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "content",
    [
        io.BytesIO(b""),
        io.BytesIO(b"PK not a workbook"),
        io.BytesIO(b"<!DOCTYPE html>"),
        written("<worksheet"),
        written(f'{BILLION}<worksheet xmlns="{MAIN}"><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>'),
        written(f'<worksheet xmlns="{MAIN}"><sheetData><row><c r="1A"><v>1</v></c></row></sheetData></worksheet>'),
        written(f'<worksheet xmlns="{MAIN}"><sheetData><row r="x"><c><v>1</v></c></row></sheetData></worksheet>'),
        written(f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>'),
        written(f'<worksheet xmlns="{MAIN}"><sheetData><row><c r="ZZZ1"><v>7</v></c></row></sheetData></worksheet>'),
        written(f'<worksheet xmlns="{MAIN}"/>', **{"xl/vbaProject.bin": "macro"}),
    ],
)
def test_what_is_no_plain_workbook_is_refused_by_a_sentence(content):
    with pytest.raises(Unreadable, match="geen leesbaar Excelbestand"):
        list(Workbook(content).rows("Blad"))
