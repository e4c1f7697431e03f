"""One A4, whatever is typed; tagged, and made by a job."""

import io
import re
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.plan import papers, questions, sheets
from bootcamp.plan.forms.fields import YES
from bootcamp.plan.models import TEXT, WHO, PlanPaper
from bootcamp.plan.sheets import PlanSheet
from portal.jobs import queue
from portal.jobs.models import Job
from portal.papers import requests
from tests.factories import make_plan, make_seat, release_known

SENTENCE = "Met alle collega’s van de onderbouw bespreken wat er nodig is om meer uren te werken, en daarna opnieuw. "


def words(length):
    """Running Dutch of exactly this length."""
    return (SENTENCE * 3)[: length - 1].ljust(length - 1, "e") + "."


def action(goal, fill, *, status="klaar"):
    return {
        "key": f"{goal}",
        "goal": goal,
        "number": 1,
        "what": fill(TEXT),
        "who": fill(WHO),
        "due": "2028-09",
        "status": status,
    }


def full_sheet(fill):
    """Every field at its limit, four actions at each goal, a name of a school as long as can be."""
    limits = {question.key: question.field.max_length for question in questions.QUESTIONS}
    answers = {key: fill(limit) for key, limit in limits.items() if limit}
    answers |= dict.fromkeys(questions.BARRIERS, YES)
    answers |= {"team": "999", "part_timers": "60", "small_jobs": "599", "more_hours": "27", "by_month": "2028-09"}
    answers |= {"job_size": "0,69", "vacancies": "98,75", "hiring": "9999999"}
    actions = [action(goal, fill) for goal in range(1, 6) for _ in range(4)]
    return PlanSheet(fill(120), answers, actions, "voorjaar 2027", compares=True)


def usual_sheet():
    answers = {"team": "31", "part_timers": "24", "more_hours": "4", "by_month": "2028-05", "year_10": "wensen ophalen"}
    actions = [action(goal, lambda length: "Praten met het team", status="bezig") for goal in (1, 2, 2, 4)]
    return PlanSheet("De Vuurvlinder", answers, actions, "voorjaar 2027", compares=True)


def empty_sheet():
    return PlanSheet("De Vos", {}, [], "voorjaar 2027", compares=False)


def laid_out(sheet):
    content = papers.render(sheet, version=3, made_on=date(2027, 2, 25))
    return pikepdf.open(io.BytesIO(content)), "".join(shown(content, "-raw").split())


def shown(content, *options):
    """What can be read on the pages; with `-bbox` also where and how high each word stands."""
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(
    "fill",
    [
        words,
        lambda length: "W" * length,
        lambda length: ("Wm " * length)[: length - 1] + "W",
        lambda length: "@" * length,
        lambda length: ("MMMMMMMMM " * length)[: length - 1] + "M",
    ],
    ids=["sentences", "one wide word", "wide syllables", "signs", "wide words"],
)
def test_the_longest_texts_fit_one_page_and_all_of_them_are_on_it(fill):
    document, text = laid_out(full_sheet(fill))

    assert len(document.pages) == 1
    long = "".join(fill(TEXT).split())
    # Twenty actions, and whatever else holds a text as long.
    assert text.count(long) >= 20
    assert "".join(fill(140).split()) in text
    assert text.count("".join(fill(22).split())) >= 12


def test_signs_wider_than_any_letter_still_leave_one_page():
    document, _ = laid_out(full_sheet(lambda length: "\ufdfd" * length))

    assert len(document.pages) == 1


def test_even_the_last_resort_is_one_page():
    """Texts ten times as long as the form lets through."""
    document, _ = laid_out(full_sheet(lambda length: "W" * 10 * length))

    assert len(document.pages) == 1


@pytest.mark.parametrize("sheet", [usual_sheet(), empty_sheet(), full_sheet(words)], ids=["usual", "empty", "full"])
def test_it_is_one_tagged_landscape_page_in_dutch(sheet):
    document, text = laid_out(sheet)

    with document.open_metadata() as metadata:
        part = metadata["pdfuaid:part"]
    width, height = (float(side) for side in document.pages[0].MediaBox[2:])
    assert (len(document.pages), round(width), round(height)) == (1, 842, 595)
    assert (part, str(document.Root.Lang), bool(document.Root.MarkInfo.Marked)) == ("1", "nl", True)
    assert str(document.docinfo.Title).startswith("Plan-op-een-Pagina, ")
    assert "Zomakenwijmeerurenmogelijk" in text
    assert "versie3,25februari2027" in text


def test_the_usual_plan_is_set_in_the_largest_letter_and_a_full_one_stays_readable():
    def height(sheet, word):
        boxes = shown(papers.render(sheet, version=1, made_on=date(2027, 2, 25)), "-bbox")
        top, bottom = re.search(rf'yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">{word}<', boxes).groups()
        return float(bottom) - float(top)

    # In points; the height of a word is about 1.2 times its letter.
    assert height(usual_sheet(), "Praten") > 13
    assert height(full_sheet(words), "onderbouw") > 7


@pytest.mark.django_db
def test_asked_twice_it_is_made_once_and_again_after_a_change(cast):
    plan = make_plan(seat=make_seat(director=cast["directeur"]), answers={"team": "31"})
    client, url = cast.client("directeur"), reverse("bootcamp:plan_paper", args=[plan.school_id])

    for _ in range(2):
        client.post(url)
    waiting = client.get(url)
    assert waiting["Refresh"] == "1"
    assert "staat in de rij" in waiting.text
    job = Job.objects.get(kind=papers.KIND)
    queue.run(str(job.key), now=timezone.now())

    assert "De PDF is klaar" in client.get(url).text
    given = client.get(reverse("bootcamp:plan_paper_file", args=[plan.school_id]))
    assert given["Content-Type"] == "application/pdf"
    assert given.content.startswith(b"%PDF")
    plan.answers.update(text="32")
    assert "nog geen PDF van het plan zoals het nu is" in client.get(url).text
    client.post(url)
    assert Job.objects.filter(kind=papers.KIND).count() == 2
    assert PlanPaper.objects.count() == 1


@pytest.mark.django_db
def test_while_very_many_wait_the_next_one_hears_it(cast, monkeypatch):
    monkeypatch.setattr(requests, "MOST_WAITING", 1)
    waiting = make_plan()
    papers.ask(waiting, now=timezone.now())
    plan = make_plan(seat=make_seat(director=cast["directeur"]))
    client, url = cast.client("directeur"), reverse("bootcamp:plan_paper", args=[plan.school_id])

    refused = client.post(url, follow=True).text
    papers.ask(waiting, now=timezone.now())
    Job.objects.update(state=Job.State.DONE)
    client.post(url)

    assert "Er staan nu veel pdf’s in de rij." in refused
    assert list(Job.objects.order_by("created_at").values_list("about", flat=True)) == [
        f"plan {waiting.pk}",
        f"plan {plan.pk}",
    ]


@pytest.mark.django_db
def test_a_paper_that_failed_says_so_and_can_be_asked_for_again(cast):
    plan = make_plan(seat=make_seat(director=cast["directeur"]))
    papers.ask(plan, now=timezone.now())
    Job.objects.update(state=Job.State.FAILED)
    client, url = cast.client("directeur"), reverse("bootcamp:plan_paper", args=[plan.school_id])

    assert "Dat ligt aan ons" in client.get(url).text
    client.post(url)
    assert papers.state(plan) == papers.PaperState.QUEUED


@pytest.mark.django_db
def test_the_paper_of_a_plan_that_is_gone_is_no_failure():
    plan = make_plan()
    pk = plan.pk
    plan.delete()

    papers.make(pk, now=timezone.now())

    assert PlanPaper.objects.count() == 0


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({}, ""),
        ({"more_hours": "1"}, "1 parttimer werkt straks meer uren"),
        ({"more_hours": "4", "by_month": "2028-05"}, "4 parttimers werken in mei 2028 meer uren"),
        ({"more_hours": "4", "part_timers": "24"}, "4 van onze 24 parttimers werken straks meer uren"),
        ({"more_hours": "0", "part_timers": "0"}, "0 parttimers werken straks meer uren"),
    ],
)
def test_the_ambition_in_a_sentence(answers, says):
    assert PlanSheet("De Vos", answers, [], "voorjaar 2027", compares=True).ambition == says


def test_the_share_stands_beside_the_benchmarks_with_their_number_and_year():
    sheet = PlanSheet("De Vos", {"more_hours": "4", "part_timers": "24"}, [], "voorjaar 2027", compares=True)
    elsewhere = PlanSheet("De Vos", {"more_hours": "4", "part_timers": "24"}, [], "voorjaar 2027", compares=False)

    assert sheet.share == 17
    assert sheet.benchmark == "Dat is 17 procent."
    assert elsewhere.benchmark == "Dat is 17 procent."
    before, not_released = sheet.mark, sheet.known
    release_known(*sheets.BESIDE_AMBITION)
    sheet = replace(sheet)
    assert not_released == {}
    assert sheet.mark != before
    assert sheet.benchmark == (
        "Dat is 17 procent. Ter vergelijking: 15 procent, leerkrachten die actief meedoen (2022, n onbekend); "
        "25 procent, parttimers op vier scholen (2021-2022, n = 52)."
    )
    assert elsewhere.benchmark == "Dat is 17 procent."
