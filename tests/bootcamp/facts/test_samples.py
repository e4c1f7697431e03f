"""The sample files give exactly what the contract expects."""

import math

import pytest

from bootcamp.facts.duo import jobs
from bootcamp.facts.duo.cells import bounds, number
from bootcamp.facts.duo.kinds import Measure
from bootcamp.facts.duo.reading import FEWEST_PUPILS, MOST_PUPILS, TEACHERS, DuoBoard, DuoFile, Series, Site
from bootcamp.facts.duo.years import known, last_known
from portal.files.tables import Unreadable
from tests.bootcamp.facts.samples import EXPECTED, good, path_of, read, series

BY_STAFF = "owtype-best-instelling"
BY_ROLE = "owtype-best-instelling-functie"


def sites_of(number):
    return {record.brin6: record for record in read(number)[1] if isinstance(record, Site)}


def as_expected(site):
    return {
        "bestuur": site.board,
        "brin4": site.brin6[:4],
        "naam": site.name,
        "plaats": site.city,
        "gemeente": site.municipality,
        "rpa": [site.rpa_code, site.rpa],
        "soort": site.kind,
    }


def test_sites_and_boards():
    sites = {**sites_of("01"), **sites_of("04")}

    assert {key: as_expected(site) for key, site in sites.items()} == EXPECTED["vestigingen"]
    boards = {board.number: board.name for board in read("05")[1] if isinstance(board, DuoBoard)}
    assert boards == EXPECTED["besturen"]
    assert sites["90AA00"].street == "Dorpsstraat 1-A"
    assert sites["90AA00"].municipality_code == "0307"


@pytest.mark.parametrize("number", ["01", "02", "03"])
def test_three_generations_of_one_list_have_the_same_keys(number):
    assert sorted(sites_of(number)) == EXPECTED["drie_bestanden_zelfde_sleutels"]["sleutels"]


def test_the_region_stands_in_the_newest_list_only():
    assert {site.rpa for number in ("02", "03") for site in sites_of(number).values()} == {""}
    assert all(site.rpa for site in sites_of("01").values())


@pytest.mark.parametrize("place", EXPECTED["personen_2025"])
def test_persons(place):
    expected, (key, type_) = EXPECTED["personen_2025"][place], place.split("/")
    _, records = read("06")
    everyone = series(records, key, type=type_, sheet=BY_STAFF).cells[Measure.PERSONS]
    seen = known(everyone, 2025)

    assert seen.value == expected["alle"]
    assert seen.why == expected.get("status", "")
    if "laatste_bekende" in expected:
        assert list(last_known(everyone)) == expected["laatste_bekende"]
    if "leraren" in expected:
        teachers = series(records, key, type=type_, group=TEACHERS).cells[Measure.PERSONS]
        assert known(teachers, 2025).value == expected["leraren"]


def test_a_year_of_0_between_years_with_staff_was_not_delivered():
    row = series(read("06")[1], "90AB", sheet=BY_STAFF).cells[Measure.PERSONS]
    expected = EXPECTED["reeks_90AB"]
    gap = expected["2024"]

    assert {year: known(row, int(year)).value for year in expected} == {**expected, "2024": gap["waarde"]}
    assert known(row, 2024).why == gap["status"]


def test_zeros_before_staff_and_without_any():
    assert known({"2011": 0, "2012": "*", "2013": 8}, 2011).why == "bestond nog niet (0 voor 2012)"
    assert known({"2011": 0, "2012": 0}, 2012).why == "nooit personeel"
    assert known({"2011": 3}, 2012).why == "staat niet in het bestand"


def test_staff_above_the_schools_belong_to_the_board():
    row = series(read("06")[1], "", sheet=BY_STAFF)

    assert row.board == "90001"
    assert row.cells[Measure.PERSONS]["2025"] == EXPECTED["bovenschools_90001_2025"]


def test_mean_jobs_of_teachers():
    _, records = read("06")
    rows = {key: series(records, key, type="BAO", group=TEACHERS) for key in EXPECTED["deeltijdfactor_leraren_2025"]}

    means = {key: number(row.cells[Measure.MEAN_FTE]["2025"]) for key, row in rows.items()}
    assert means == EXPECTED["deeltijdfactor_leraren_2025"]
    known_rows = [row.cells for key, row in rows.items() if row.board == "90001"]
    people = [cells[Measure.PERSONS]["2025"] for cells in known_rows]
    fte = sum(many * cells[Measure.MEAN_FTE]["2025"] for many, cells in zip(people, known_rows, strict=True))
    assert round(fte / sum(people), 4) == EXPECTED["deeltijdfactor_gewogen_bestuur_90001_2025"]


@pytest.mark.parametrize(("file", "year", "sheet"), [("07", 2018, "per owtype-bestuur-brin"), ("08", 2025, BY_STAFF)])
def test_fte_in_classes(file, year, sheet):
    _, records = read(file)

    for key, expected in EXPECTED[f"fte_{year}"].items():
        cells = series(records, key, sheet=sheet).cells
        classes = [cells[measure][str(year)] for measure in (Measure.SMALL, Measure.MIDDLE, Measure.LARGE)]
        assert cells[Measure.FTE][str(year)] == expected["fte"]
        assert [number(cell) for cell in classes] == expected["klassen"]
        if "grenzen_verborgen_samen" in expected:
            together = jobs.hidden_together(cells[Measure.FTE][str(year)], classes)
            assert together == expected["grenzen_verborgen_samen"]


def test_persons_behind_the_classes():
    expected = EXPECTED["personen_per_klasse_grenzen_90AA_2025"]
    small, middle, large = EXPECTED["fte_2025"]["90AA"]["klassen"]

    classes = jobs.people(small, middle, large, total=expected["som"])

    assert list(classes.small) == expected["klein"]
    assert list(classes.middle) == expected["middel"]
    assert list(classes.large) == expected["groot"]
    assert classes.part_timers == (expected["som"] - expected["groot"][1], expected["som"])


def test_classes_that_do_not_go_with_the_total_say_nothing():
    assert jobs.people(2.8, 14.4, 14.5, total=10) is None


def test_national_sum_of_teachers_and_how_many_rows_are_hidden():
    rows = [row.cells[Measure.PERSONS]["2025"] for row in read("06")[1] if row.group == TEACHERS and row.key]

    assert sum(number(cell) or 0 for cell in rows) == EXPECTED["landelijk_leraren_2025_bekend"]
    hidden = [cell for cell in rows if isinstance(cell, str)]
    assert len(hidden) == EXPECTED["landelijk_leraren_2025_verborgen_rijen"]


def test_pupils():
    rows = {row.key: row.cells[Measure.PUPILS]["2025"] for row in read("09")[1] if "2025" in row.rows}
    unknown = set(rows) - set(EXPECTED["vestigingen"])

    def as_in_contract(cell):
        low, high = bounds(cell)
        return low if low == high else {"min": low, "max": high}

    assert sorted(unknown) == EXPECTED["leerlingen_onbekend"]
    seen = {key: as_in_contract(cell) for key, cell in rows.items() if key not in unknown}
    assert seen == EXPECTED["leerlingen_2025"]
    assert sum(rows[key] for key in ("90AA00", "90AA01")) == EXPECTED["leerlingen_90AA_2025"]


@pytest.mark.parametrize("key", ["90BA00", "90CB00"])
def test_pupils_by_age_are_a_range_where_a_cell_is_hidden(key):
    cells = series(read("10")[1], key).cells

    low, high = cells[FEWEST_PUPILS]["2025"], cells[MOST_PUPILS]["2025"]
    assert {"min": low, "max": high} == EXPECTED[f"leerlingen_leeftijd_{key}"]


@pytest.mark.parametrize("year", ["2018", "2020"])
def test_sick_leave(year):
    _, records = read("11")
    expected = EXPECTED[f"verzuim_{year}"]

    assert {key: number(series(records, key).cells[Measure.SICK][year]) for key in expected} == expected


WHY = {
    "12": "webpagina",
    "13": "ontbreken de kolommen BEVOEGD GEZAG NUMMER en VESTIGINGSCODE",
    "14": "geen leesbaar Excelbestand",
}


@pytest.mark.parametrize("broken", WHY)
def test_a_broken_file_is_refused_by_a_sentence(broken):
    assert {name[:2] for name in EXPECTED["geweigerd"]} == set(WHY)
    with pytest.raises(Unreadable, match=WHY[broken]) as refused:
        read(broken)

    assert str(refused.value).endswith(".")


def test_a_number_can_be_laid_beside_the_file():
    expected = EXPECTED["herkomst_voorbeeld"]
    file, records = read(expected["bestand"][:2])
    row = series(records, "90AA", group=TEACHERS)
    letters, column = file.columns[row.sheet][Measure.PERSONS]["2025"]

    place = (row.cells[Measure.PERSONS]["2025"], row.sheet, row.row, column, f"{letters}{row.row}")
    assert place == tuple(expected[name] for name in ("getal", "blad", "rij", "kolom", "cel"))


def test_every_good_file_is_read_without_refusing_a_row():
    refused = {}
    for path in good():
        file, records = read(path.name[:2])
        refused[path.name] = file.tally.why
        assert records
        assert file.tally.nonsense == 0
        assert all(isinstance(record, Site | DuoBoard | Series) for record in records)

    assert set(map(tuple, refused.values())) == {()}


@pytest.mark.parametrize("number", ["01", "06", "08", "09"])
def test_half_a_file_is_refused_or_gives_fewer_rows_but_never_breaks(number, tmp_path):
    whole = path_of(number).read_bytes()
    rows = len(read(number)[1])

    refused = []
    for part in range(1, 12):
        cut = tmp_path / "deel"
        cut.write_bytes(whole[: math.ceil(len(whole) * part / 12)])
        try:
            with cut.open("rb") as opened:
                assert len(list(DuoFile(opened).records())) <= rows
        except Unreadable as reason:
            refused.append(str(reason))

    assert all(sentence.endswith(".") for sentence in refused)
