"""A whole country of invented schools in DUO's forms: some 6,100 sites, 900 boards and 15 years. Written as a stream,
with its own sums kept on the way, so that a test can lay ours beside them."""

import csv
import io
import random
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from portal.files.workbooks import letters

ROLES = (
    *("Directie", "Onderwijsgevend personeel", "Onderwijsondersteunend personeel (OOP/OBP)"),
    *("Leraren in opleiding (LIO)", "Onbekend"),
)
TEACHERS = ROLES[1]
REGIONS = 35
START = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


@dataclass
class Country:
    folder: Path
    sites: int = 6100
    boards: int = 900
    years: range = range(2011, 2026)
    teachers: dict[int, int] = field(default_factory=dict)
    """By year all teachers that the file shows."""
    hidden: int = 0
    """Institutions of which the newest number of teachers is hidden."""
    pupils: int = 0

    def write(self) -> list[Path]:
        chance = random.Random(6100)
        keys = [f"{number % 100:02}{_pair(number // 100)}" for number in range(self.sites)]
        boards = [f"{20_000 + number % self.boards}" for number in range(self.sites)]
        schools = list(zip(keys, boards, strict=True))
        return [
            self._sites(schools),
            self._csv(
                "besturen",
                ["BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG NAAM"],
                sorted({(b, f"Bestuur {b}") for b in boards}),
            ),
            self._pupils(schools, chance),
            self._persons(schools, chance),
            self._fte(schools, chance),
        ]

    def _sites(self, schools):
        header = (
            "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;PLAATSNAAM;RPA-GEBIED NAAM"
        )
        rows = [
            (f"Provincie {n % 12}", board, key, f"{key}00", f"School {n}", "Plaats", f"Regio {n % REGIONS}")
            for n, (key, board) in enumerate(schools)
        ]
        return self._csv("vestigingen", header.split(";"), rows)

    def _pupils(self, schools, chance):
        rows = []
        for key, _ in schools:
            for year in self.years:
                count = chance.randint(60, 600)
                self.pupils += count if year == self.years[-1] else 0
                rows.append((key, "0", "BO", year, count))
        return self._csv(
            "leerlingen", ["INSTELLINGSCODE", "VESTIGINGSCODE", "TYPE_PO", "PEILJAAR", "AANTAL_LEERLINGEN"], rows
        )

    def _csv(self, name, header, rows):
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows([header, *rows])
        path = self.folder / f"{name}.csv"
        path.write_bytes(text.getvalue().encode("cp1252"))
        return path

    def _persons(self, schools, chance):
        parts = ("PERSONEN", "GEMIDDELDE LEEFTIJD", "GEMIDDELDE FTE'S")
        columns = [f"{part} {year}" for part in parts for year in self.years]
        start = ["ONDERWIJSTYPE", "BEVOEGD GEZAG", "INSTELLINGSCODE"]

        def everyone():
            yield [*start, *columns]
            for key, board in schools:
                yield [
                    "BAO",
                    board,
                    key,
                    *(chance.randint(10, 60) for _ in self.years),
                    *self._ages(),
                    *self._means(chance),
                ]

        def by_role():
            yield [*start, "FUNCTIEGROEP", *columns]
            for key, board in schools:
                for role in ROLES:
                    counts = [self._count(role, year, chance) for year in self.years]
                    yield ["BAO", board, key, role, *counts, *self._ages(), *self._means(chance)]

        sheets = {"owtype-best-instelling": everyone(), "owtype-best-instelling-functie": by_role()}
        return _book(self.folder / "personen.xlsx", sheets)

    def _count(self, role, year, chance):
        count = chance.randint(0, 40) if role == TEACHERS else chance.randint(0, 12)
        if count < 5:
            self.hidden += role == TEACHERS and year == self.years[-1] and count > 0
            return "*" if count else 0
        if role == TEACHERS:
            self.teachers[year] = self.teachers.get(year, 0) + count
        return count

    def _ages(self):
        return [43.2] * len(self.years)

    def _means(self, chance):
        return [round(chance.uniform(0.55, 0.85), 2) for _ in self.years]

    def _fte(self, schools, chance):
        parts = (
            *("FTE'S", "FTE'S PERSONEN IN VASTE DIENST", "FTE'S PERSONEN IN TIJDELIJKE DIENST", "FTE'S VROUWEN"),
            *("FTE'S MANNEN", "FTE'S PERSONEN 0 - 0.5 FTE'S", "FTE'S PERSONEN 0.5 - 0.8 FTE'S"),
            *("FTE'S PERSONEN MEER DAN 0.8 FTE'S", "GEMIDDELDE FTE'S", "GEMIDDELDE LEEFTIJD"),
        )
        columns = [f"{part} {year}" for part in parts for year in self.years]

        def rows():
            yield ["ONDERWIJSTYPE", "BEVOEGD GEZAG", "INSTELLINGSCODE", *columns]
            for key, board in schools:
                yield ["BAO", board, key, *(round(chance.uniform(1, 20), 1) for _ in columns)]

        def by_role():
            few = columns[: 3 * len(self.years)]
            yield ["ONDERWIJSTYPE", "BEVOEGD GEZAG", "INSTELLINGSCODE", "FUNCTIEGROEP", *few]
            for key, board in schools:
                for role in ROLES:
                    yield ["BAO", board, key, role, *(round(chance.uniform(1, 20), 1) for _ in few)]

        sheets = {"owtype-best-instelling": rows(), "owtype-best-instelling-functie": by_role()}
        return _book(self.folder / "fte.xlsx", sheets)


def _pair(number):
    return f"{chr(65 + number // 26)}{chr(65 + number % 26)}"


def _book(path, sheets):
    """A workbook such as Excel writes it, with shared strings left out; far quicker than a library for it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        tabs, relations = [], []
        for number, (name, rows) in enumerate(sheets.items(), 1):
            with book.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                part.write(START.encode())
                for at, row in enumerate(rows, 1):
                    part.write(_row(at, row))
                part.write(b"</sheetData></worksheet>")
            tabs.append(f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>')
            relations.append(f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.xml" Type="sheet"/>')
        book.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f"<sheets>{''.join(tabs)}</sheets></workbook>",
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{''.join(relations)}</Relationships>",
        )
    return path


def _row(number, values):
    cells = []
    for column, value in enumerate(values):
        place = f"{letters(column)}{number}"
        if isinstance(value, str):
            cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        else:
            cells.append(f'<c r="{place}"><v>{value}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'.encode()
