"""Lists as DUO publishes them, made up: two generations of headers, two encodings, two separators, and two ways to
write the number of a site."""

import csv
import io
import string

BOARD, SITE = "BEVOEGD GEZAG NUMMER", "VESTIGINGSCODE"
NOW = ["PROVINCIE", BOARD, "INSTELLINGSCODE", SITE, "VESTIGINGSNAAM", "STRAATNAAM", "HUISNUMMER-TOEVOEGING"]
NOW += ["POSTCODE", "PLAATSNAAM", "GEMEENTENUMMER", "GEMEENTENAAM", "DENOMINATIE", "TELEFOONNUMMER", "INTERNETADRES"]
REGIONS = ["NODAAL GEBIED CODE", "NODAAL GEBIED NAAM", "RPA-GEBIED CODE", "RPA-GEBIED NAAM", "VAKANTIEREGIO"]
OLDER = {"INSTELLINGSCODE": "BRIN NUMMER", SITE: "VESTIGINGSNUMMER"}
LETTERS = [letter for letter in string.ascii_uppercase if letter not in "IO"]


def site(number, *, board="90001", name="De Kraanvogel", city="AMERSFOORT", rpa="Amersfoort", **cells):
    """One row, by its six characters."""
    row = {"PROVINCIE": "Utrecht", BOARD: board, "INSTELLINGSCODE": number[:4], SITE: number}
    row |= {"VESTIGINGSNAAM": name, "STRAATNAAM": "Dorpsstraat", "HUISNUMMER-TOEVOEGING": "1-A"}
    row |= {"POSTCODE": "3811 AB", "PLAATSNAAM": city, "GEMEENTENUMMER": "0307", "GEMEENTENAAM": city}
    return row | {
        "DENOMINATIE": "Openbaar",
        "TELEFOONNUMMER": " ",
        "INTERNETADRES": " ",
        "RPA-GEBIED NAAM": rpa,
        **cells,
    }


def sites_file(
    rows, *, encoding="cp1252", separator=";", short_numbers=False, older=False, regions=True, newline="\r\n"
):
    columns = NOW + (REGIONS if regions else [])
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=newline)
    writer.writerow([OLDER.get(column, column) if older else column for column in columns])
    for row in rows:
        cells = {**row, SITE: str(int(row[SITE][4:]))} if short_numbers else row
        writer.writerow([cells.get(column, "") for column in columns])
    return text.getvalue().encode(encoding)


def boards_file(names, *, encoding="cp1252", separator=";"):
    """`names` by number."""
    lines = [[BOARD, "BEVOEGD GEZAG NAAM", "STRAATNAAM", "POSTCODE", "PLAATSNAAM"]]
    lines += [[number, name, "Laan", "3811 AA", "AMERSFOORT"] for number, name in names.items()]
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode(encoding)


def whole_country(sites=6100, boards=900):
    """As many rows as the real list has, of institutions with one to three sites."""
    rows = []
    for number in range(sites):
        institution = number // 2
        letters = LETTERS[institution // 24 % 24] + LETTERS[institution % 24]
        brin = f"{institution // 576:02}{letters}"
        name = f"Basisschool {LETTERS[number % 24]}{number} é"
        place = f"PLAATS {number % 700}"
        rows.append(
            site(
                f"{brin}{number % 2:02}",
                board=str(41000 + number % boards),
                name=name,
                city=place,
                rpa=f"Regio {number % 35}",
            )
        )
    return rows
