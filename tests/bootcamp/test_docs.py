"""docs/bootcamp.md is for HPP: every label it names stands on the screen, word for word."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from portal.jobs.models import Job
from tests.factories import make_bootcamp, make_expert_request, make_letter, make_material, make_school, make_seat
from tests.materials.files import PDF
from tests.running import ROOT

PAGE = ROOT / "docs" / "bootcamp.md"
NO_LABEL = {"vet", "geen"}


def words_on(page):
    """The text, the words on buttons, and those that the admin's script puts on the button for one more row."""
    parsed = BeautifulSoup(page, "html.parser")
    buttons = [button["value"] for button in parsed.select("input[type=submit]")]
    more = [json.loads(rows["data-inline-formset"])["options"]["addText"] for rows in parsed.select(".inline-group")]
    return " ".join([*parsed.get_text(" ").split(), *buttons, *more])


def staff_pages(bootcamp):
    """Where HPP runs this bootcamp; one school is in and one waits, two sessions were missed, a mail got stuck."""
    now = timezone.now()
    seat, session = bootcamp.school_seats.get(), bootcamp.work_sessions.get(number=1)
    application = {"school": make_school(), "asked_by": seat.enrolled_by, "asked_at": now}
    bootcamp.applications.create(**application)
    letter = make_letter(to=seat.enrolled_by, owner=bootcamp, about=[seat])
    of_one = ["bootcamp", "details", "dates", "shift", "waiting", "mails", "following", "outcomes"]
    return [
        reverse("post:log"),
        reverse("post:letter", args=[letter.pk]),
        reverse("bootcamp:staff_list"),
        reverse("bootcamp:staff_new"),
        *(reverse(f"bootcamp:staff_{name}", args=[bootcamp.pk]) for name in of_one),
        *(
            reverse(f"bootcamp:staff_{name}", args=[bootcamp.pk, session.pk])
            for name in ("session", "cancel_session", "attendance", "after_session")
        ),
        reverse("bootcamp:staff_seat", args=[seat.pk]),
        *(reverse(f"bootcamp:expert_{name}") for name in ("staff", "people")),
        make_expert_request(seat=seat).get_absolute_url(),
    ]


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_every_label_in_the_guide_stands_on_the_screen(cast):
    seat, material = make_seat(), make_material(file=("pakket.pdf", PDF))
    moment = timezone.now()
    Job.objects.create(kind="bootcamp.colleague", created_at=moment, run_after=moment, state=Job.State.FAILED)
    hpp = cast.client("hpp")
    addresses = [
        reverse("home"),
        reverse("admin:index"),
        reverse("admin:seats_bootcamp_add"),
        reverse("admin:seats_bootcamp_change", args=[make_bootcamp().pk]),
        reverse("admin:seats_seat_changelist"),
        reverse("admin:seats_seat_change", args=[seat.pk]),
        reverse("materials:desk"),
        reverse("materials:new"),
        reverse("materials:change", args=[material.pk]),
        reverse("materials:change", args=[make_material(archived_at=moment).pk]),
        reverse("admin:jobs_job_changelist"),
        seat.get_absolute_url(),
        reverse("bootcamp:session", args=[seat.pk, 1]),
    ]
    addresses += staff_pages(seat.bootcamp)
    screens = " ".join(words_on(hpp.get(address).text) for address in addresses)

    guide = re.sub(r"`[^`]*`", "", PAGE.read_text())
    labels = {" ".join(label.split()) for label in re.findall(r"\*\*([^*]+)\*\*", guide)} - NO_LABEL

    assert len(labels) > 30
    assert {label for label in labels if label not in screens} == set()
