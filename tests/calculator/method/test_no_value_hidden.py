"""Every value of every parameter file stands on a page, in the column of its period, with its source and certainty.

The files are read here without the engine, so that what it leaves out can't hide.
"""

import csv
import re
from decimal import Decimal

import pytest

from calculator.engine.values import PARAMETERS
from tests.calculator.method.reading import (
    ABOUT,
    FILES,
    MARKS,
    blocks,
    column,
    label,
    leaves,
    own_table,
    page_of,
    plain,
    sources_of,
    text_of,
    ways_to_write,
)

IN_A_TABLE = {"schalen", "rijen", "tabel", "tabel_po", "eerste_trede", "bevestigde_treden", "marge"}
PERIODS = [(file, number) for file in FILES for number in range(len(blocks(file)))]
NAMES = [f"{file.stem}-{number}" for file, number in PERIODS]


def test_there_are_files_to_look_at():
    assert len(PERIODS) > 180
    assert sum(len(leaves(blocks(file)[number])) for file, number in PERIODS) > 3000


@pytest.mark.parametrize(("file", "number"), PERIODS, ids=NAMES)
def test_every_single_value_stands_in_the_column_of_its_period(file, number):
    block = blocks(file)[number]
    single = {name: value for name, value in block.items() if name not in ABOUT | IN_A_TABLE}
    if not single:
        assert set(block) & IN_A_TABLE
        return
    _, texts = column(file, block)
    amounts = [re.sub(rf" (?:{'|'.join(MARKS.values())})$", "", text) for text in texts]

    missing = [
        (name, leaf)
        for name, value in single.items()
        for leaf in leaves(value)
        if not ways_to_write(leaf) & set(amounts)
    ]

    assert missing == []


@pytest.mark.parametrize(("file", "number"), PERIODS, ids=NAMES)
def test_every_period_says_how_sure_it_is_and_where_it_comes_from(file, number):
    block = blocks(file)[number]
    sources = sources_of(file, block)

    for source in block["bron"]:
        words = plain(source)
        address = re.search(r"https?://[^\s,)]+", words)
        assert any((address.group() if address else words) in text for text in sources), source
    if block.get("toelichting"):
        assert plain(block["toelichting"]) in text_of(file)
    if set(block) - ABOUT - IN_A_TABLE:
        head, texts = column(file, block)
        assert head == f"{label(block)} {MARKS[block['zekerheid']]}"
        for name, sure in block.get("zekerheid_van", {}).items():
            if sure != block["zekerheid"] and name not in IN_A_TABLE:
                written = {way for leaf in leaves(block[name]) for way in ways_to_write(leaf)}
                assert any(f"{way} {MARKS[sure]}" in texts for way in written), name


TABLES = [(file, number) for file, number in PERIODS if {"schalen", "rijen"} & set(blocks(file)[number])]


@pytest.mark.parametrize(("file", "number"), TABLES, ids=[f"{file.stem}-{number}" for file, number in TABLES])
def test_every_amount_of_a_table_stands_in_its_row(file, number):
    block = blocks(file)[number]
    rows = own_table(page_of(file), block)

    if "rijen" in block:
        expected = [
            [row["vanaf"], *row["onder_aow"], *row["aow"], *row["aow_geboren_voor_1946"]] for row in block["rijen"]
        ]
        assert len(rows) == len(expected)
        for row, values in zip(rows, expected, strict=True):
            assert all(text in ways_to_write(value) for text, value in zip(row, values, strict=True))
    else:
        by_step = {row[0]: row[1:] for row in rows}
        for place, (scale, amounts) in enumerate(block["schalen"].items()):
            first = block.get("eerste_trede", {}).get(scale, 1)
            for step, amount in enumerate(amounts, first):
                assert by_step[str(step)][place] in ways_to_write(amount)


def test_the_childcare_tables_stand_there_row_by_row():
    (file,) = (path for path in FILES if path.stem == "kinderopvangtoeslag")
    seen = 0

    for block in blocks(file):
        with (PARAMETERS / block["tabel"]).open(encoding="utf-8", newline="") as opened:
            expected = list(csv.DictReader(opened))
        rows = own_table(page_of(file), block)
        assert len(rows) == len(expected)
        for row, line in zip(rows, expected, strict=True):
            assert row[0] in ways_to_write(int(line["inkomen_vanaf"]))
            for text, rate in zip(row[1:], (line["eerste_kind"], line["volgend_kind"]), strict=True):
                assert text in (ways_to_write(Decimal(rate)) if rate else {"niet gevonden"})
                seen += 1

    assert seen > 600


def test_the_tables_of_secondary_education_are_those_of_primary_at_their_own_dates():
    (file,) = (path for path in FILES if path.stem == "cao_vo_tabellen")
    (primary,) = (path for path in FILES if path.stem == "cao_po_tabellen")

    for block in blocks(file):
        same = next(
            period for period in blocks(primary) if period["vanaf"] <= block["tabel_po"] <= period["tot_en_met"]
        )
        assert own_table(page_of(file), block) == own_table(page_of(primary), same)


def test_the_check_itself_sees_what_is_missing():
    (file,) = (path for path in FILES if path.stem == "zorgtoeslag")
    _, texts = column(file, blocks(file)[-1])

    assert not ways_to_write(2118) & set(texts)
    assert ways_to_write(2119) & set(texts)
    assert not ways_to_write(Decimal("13.74")) & set(texts)
