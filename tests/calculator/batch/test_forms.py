"""The answers of a batch as someone asked for them: some names only, as columns, or as a table. The same amounts."""

import csv
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.answers.bereken import bereken
from calculator.answers.columns import columns, leaves
from calculator.batch import lines
from calculator.household import fields
from calculator.household.calculation import calculate
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Faults
from tests.bench.teachers import teachers
from tests.calculator.documents import alone, family, households

FEW = ["hours", "disposable.month", "people[0].payroll.net_month", "kinderopvangtoeslag"]
PAWW_YEAR = 2024
A_NUMBER = re.compile(r"(-?\d+(\.\d+)?)?")
# Between them these have everything that an answer can say.
BENEFIT = {"law": "ww", "month": 900, "old_wage_month": 3000}
RICH = [
    family(hours="all"),
    alone(
        {"paww": True, "second_job": {"month_gross": 300}, "benefit": BENEFIT, "business": {"profit_year": 4000}},
        year=PAWW_YEAR,
        hours=[0, 28, 36.5],
    ),
    family(
        year=PAWW_YEAR,
        people=[
            {**family()["people"][0], "student_debt": {"amount": 20000}, "paww": True},
            {
                "birth_date": "1986-01-02",
                "wage": {"cao": "po", "scale": "LB", "step": 3, "hours": 20},
                "paww": True,
                "business": {"profit_year": 9000},
                "second_job": {"month_gross": 300},
                "benefit": {"law": "wga_lgu", "month": 500},
            },
        ],
        hours=[28, 32],
    ),
    # Turns 23 in the year: another huurtoeslag from the next month on.
    {**alone({"birth_date": "2002-05-12"}, year=2025, housing={"kind": "rent", "basic_rent": 600}), "hours": [8, 16]},
]


def numbered(documents):
    return [lines.Line(number, json.dumps(document).encode()) for number, document in enumerate(documents, 1)]


def written(documents, **options):
    return [json.loads(answer.text) for answer in lines.written_as_asked(numbered(documents), **options)]


def table(documents, **options):
    answered = list(lines.written_as_asked(numbered(documents), as_table=True, **options))
    text = "\n".join(answer.text for answer in answered)
    return [answer.is_well for answer in answered], list(csv.reader(io.StringIO(text)))


def at(row, name):
    """What stands under such a name in a row of an answer; None where it isn't there."""
    for part in re.findall(r"\w+", name):
        if isinstance(row, list):
            row = dict(enumerate(row))
        row = row.get(int(part) if part.isdecimal() else part)
        if row is None:
            return None
    return row


def test_the_names_are_those_of_all_that_an_answer_can_say():
    said = set()
    for document in RICH:
        calculation = calculate(read_document(document))
        said |= set(leaves(columns(calculation.year, [document["hours"]])))

    # Nobody's zorgtoeslag changes within a year today: an adult is 18 on the first of January.
    assert said == set(fields.names()) - {"zorgtoeslag.periods"}


@settings(max_examples=40, deadline=None)
@given(st.lists(households(), min_size=1, max_size=6))
def test_as_text_every_answer_is_the_one_that_the_household_gets_alone(documents):
    """To the letter, and in the same order."""
    alone_each = []
    for document in documents:
        try:
            alone_each.append(json.dumps(bereken(document)))
        except Faults:
            alone_each.append(None)

    together = written(documents)

    assert [None if "faults" in answer else json.dumps(answer) for answer in together] == alone_each


def test_what_an_answer_may_say_only_here_and_there_is_the_same_as_text():
    """Side by side with households that haven't it."""
    documents = [*RICH, *({**teacher, "hours": "all"} for teacher in teachers(60, seed=5))]

    assert [json.dumps(answer) for answer in written(documents)] == [json.dumps(bereken(one)) for one in documents]


@pytest.mark.parametrize("as_columns", [False, True])
def test_what_a_document_asks_for_itself_is_the_same_alone_and_in_a_batch(as_columns):
    shape = "columns" if as_columns else "rows"
    documents = [{**document, "fields": FEW, "shape": shape} for document in RICH]

    together = written(documents)

    assert together == [bereken(document) for document in documents]
    assert together == written(RICH, fields=FEW, as_columns=as_columns)


def test_chosen_names_give_the_same_amounts_in_the_same_place():
    for document in RICH:
        whole, chosen = bereken(document), bereken({**document, "fields": FEW})

        assert {**chosen, "results": None} == {**whole, "results": None}
        for row, few in zip(whole["results"], chosen["results"], strict=True):
            assert few == {
                "hours": row["hours"],
                "people": [{"payroll": {"net_month": row["people"][0]["payroll"]["net_month"]}}]
                + [{} for _ in row["people"][1:]],
                "kinderopvangtoeslag": row["kinderopvangtoeslag"],
                "disposable": {"month": row["disposable"]["month"]},
            }


def test_columns_are_the_rows_turned():
    for document in RICH:
        rows, turned = bereken(document)["results"], bereken({**document, "shape": "columns"})["columns"]

        assert turned == {name: [at(row, name) for row in rows] for name in turned}
        assert set(turned) == {name for name in fields.names() if any(at(row, name) is not None for row in rows)}


@pytest.mark.parametrize("names", [None, FEW])
def test_a_table_has_the_same_numbers_and_nothing_else(names):
    documents = [*RICH, *({**teacher, "hours": "all"} for teacher in teachers(40, seed=6))]

    well, rows = table(documents, fields=names)

    expected = fields.numbers(names or ())
    of_documents = [(number, bereken(one)) for number, one in enumerate(documents, 1)]
    right = [
        [number, 0, len(answer["left_out"]), *(at(row, name) for name in expected)]
        for number, answer in of_documents
        for row in answer["results"]
    ]
    assert all(well)
    assert all(A_NUMBER.fullmatch(cell) for row in rows for cell in row)
    assert [[float(cell) if cell else None for cell in row] for row in rows] == right


def test_a_line_with_faults_has_a_row_that_says_how_many():
    well, rows = table([alone(), {"year": 1999, "assets": -1}, alone(explain=True)], fields=["hours", "disposable"])

    assert well == [True, False, True]
    assert [row[:3] for row in rows] == [["1", "0", "0"], ["2", "3", ""], ["3", "0", "0"]]
    assert rows[1][3:] == ["", "", ""]
    assert rows[0][1:] == rows[2][1:]


def test_above_a_table_stand_the_names_of_its_numbers():
    assert fields.numbers(["disposable", "hours"]) == ["hours", "disposable.month", "disposable.year"]
    assert not {"childcare.hours_per_month", "huurtoeslag.periods"} & set(fields.numbers())
    assert all(re.match("[a-z]", name) for name in fields.names())


@pytest.mark.parametrize(
    ("more", "path", "said"),
    [
        ({"fields": ["hours", "disposible.month"]}, "fields[1]", "Bedoel je “disposable.month”?"),
        ({"fields": ["people[2].net_year"]}, "fields[0]", "staat niet in de uitkomst"),
        ({"fields": ["disposable.mont"]}, "fields[0]", "Bedoel je “disposable.month”?"),
        ({"fields": [7]}, "fields[0]", "“7” staat niet in de uitkomst"),
        ({"fields": [["hours"]]}, "fields[0]", "staat niet in de uitkomst"),
        ({"fields": "hours"}, "fields", "Hier hoort een lijst met namen"),
        ({"fields": []}, "fields", "Hier hoort een lijst met namen"),
        ({"fields": ["hours"] * 201}, "fields", "Vul hooguit 200 namen in."),
        ({"fields": ["=1+1\ud800"]}, "fields[0]", "staat niet in de uitkomst"),
        ({"shape": "table"}, "shape", "“table” kennen we niet. Kies uit “rows” of “columns”."),
        ({"shape": ["columns"]}, "shape", "kennen we niet"),
    ],
)
def test_a_wish_that_cant_be_met_is_said_where_it_stands(more, path, said):
    with pytest.raises(Faults) as wrong:
        read_document(alone(**more))

    (fault,) = wrong.value.faults
    assert fault.path == path
    assert said in fault.message
