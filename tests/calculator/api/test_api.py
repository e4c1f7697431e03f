"""`POST /api/v1/berekening`: the same answer as everywhere, and a problem in Dutch for all that's wrong."""

import json

import jsonschema_rs
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from calculator.answers.bereken import bereken
from calculator.api import schema
from calculator.household.years import SUPPORTED
from tests.calculator.documents import family

ADDRESS = reverse("api:calculation")


def post(client, document, **more):
    body = document if isinstance(document, bytes | str) else json.dumps(document)
    return client.post(ADDRESS, body, content_type=more.pop("content_type", "application/json"), **more)


@pytest.fixture
def document():
    return family()


def test_the_answer_is_that_of_the_engine(client, document):
    response = post(client, document)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response.json() == json.loads(json.dumps(bereken(document)))


def test_an_explanation_comes_when_it_is_asked_for(client, document):
    assert "steps" not in post(client, document).json()
    assert post(client, {**document, "explain": True}).json()["steps"]


@pytest.mark.parametrize("shape", ["rows", "columns", None])
def test_the_answer_says_only_what_was_asked_in_the_shape_that_was_asked(client, document, shape):
    asked = {**document, "fields": ["hours", "zorgtoeslag", "people[1].net_year"], "shape": shape}

    response = post(client, asked)

    assert response.json() == json.loads(json.dumps(bereken(asked)))
    shapes = schema.document()["components"]["schemas"]
    assert list(jsonschema_rs.Draft202012Validator(shapes["question"]).iter_errors(asked)) == []
    assert list(jsonschema_rs.Draft202012Validator(shapes["chosen"]).iter_errors(response.json())) == []


def test_a_name_that_is_in_no_answer_is_said_where_it_stands(client, document):
    response = post(client, {**document, "fields": ["hours", "zorgtoeslagen.month"]})

    assert response.status_code == 422
    assert response.json()["faults"] == [
        {
            "path": "fields[1]",
            "message": "“zorgtoeslagen.month” staat niet in de uitkomst. Bedoel je “zorgtoeslag.month”?",
        }
    ]


def test_all_faults_come_at_once_each_with_its_place(client, document):
    document["payroll_month"] = 13
    document["assets"] = -1
    document["people"][0]["hobby"] = "fietsen"

    response = post(client, document)

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["title"], problem["status"]) == ("Het document klopt nog niet", 422)
    assert {fault["path"] for fault in problem["faults"]} == {"payroll_month", "assets", "people[0].hobby"}
    assert problem["detail"] == "Er zijn 3 dingen om te herstellen."


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff\xfe",
        b'{"year": NaN}',
        b'{"year": 1e999}',
        b'{"year": 2026, "year": 2026}',
        b"[" * 30_000,
        b'{"people": ' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"year": ' + b"9" * 5000 + b"}",
        "\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_whatever_is_sent_gets_a_problem_and_no_crash(client, body):
    response = post(client, body)

    assert response.status_code == 422
    assert response.json()["faults"]


@pytest.mark.parametrize("size", [64 * 1024 + 1, 3 * 1024 * 1024])
def test_a_document_that_is_too_large_is_refused(client, size):
    response = post(client, b" " * size)

    assert (response.status_code, response.json()["status"]) == (413, 413)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
def test_other_kinds_of_content_are_refused(client, document, kind):
    assert post(client, json.dumps(document), content_type=kind).status_code == 415


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "head"])
def test_other_methods_are_refused(client, method):
    response = getattr(client, method)(ADDRESS)

    assert response.status_code == 405
    assert response["Allow"] == "POST, OPTIONS"


def test_any_site_may_ask(client, document):
    asked_first = client.options(ADDRESS, headers={"Origin": "https://school.example"})
    response = post(client, document, headers={"Origin": "https://school.example"})

    for reply in (asked_first, response):
        assert reply["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in reply
        assert not reply.cookies
    assert asked_first.status_code == 204
    assert asked_first["Access-Control-Allow-Headers"] == "Content-Type"


def test_no_query_is_needed(client, document, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert post(client, document).status_code == 200


def test_who_asks_too_often_waits(client, document):
    address = "203.0.113.77"
    statuses = [post(client, b"{}", REMOTE_ADDR=address).status_code for _ in range(121)]

    response = post(client, document, REMOTE_ADDR=address)

    assert set(statuses[:120]) == {422}
    assert response.status_code == 429
    assert response["Content-Type"] == "application/problem+json"
    assert int(response["Retry-After"]) > 0
    assert "seconden" in response.json()["detail"]
    assert post(client, document, REMOTE_ADDR="203.0.113.78").status_code == 200


def test_the_schema_is_sound_and_holds_for_question_and_answer(client, document):
    published = client.get(reverse("api:openapi")).json()
    shapes = published["components"]["schemas"]

    for name, example in {
        "question": document,
        "answer": post(client, {**document, "explain": True}).json(),
        "problem": post(client, {}).json(),
    }.items():
        jsonschema_rs.meta.validate(shapes[name])
        assert list(jsonschema_rs.Draft202012Validator(shapes[name]).iter_errors(example)) == []


def test_the_schema_names_every_key_that_is_read():
    from calculator.household.intake import document as intake
    from calculator.household.intake import people

    question = schema.question()
    assert list(question["properties"]) == list(intake.KEYS)
    assert list(question["properties"]["people"]["items"]["properties"]) == list(people.KEYS)
    assert question["properties"]["year"]["enum"] == list(SUPPORTED)


def test_the_page_shows_a_question_that_gives_the_answer_shown(client, db):
    page = BeautifulSoup(client.get(reverse("api:docs")).text, "html.parser")

    question, answer = (json.loads(block.get_text()) for block in page.select("pre"))
    given = post(client, question).json()
    assert answer == {**given, "results": given["results"][:1]}
    keys = {code.get_text() for code in page.select("th code")}
    assert {"people[].wage.cao", "children[].childcare.hourly_rate", "results[].zorgtoeslag", "notes"} & keys
