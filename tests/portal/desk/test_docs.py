"""docs/mensen.md is for HPP: every label it names stands on the screen, word for word."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.people.lists.models import ListChange, SchoolList
from portal.people.models import SchoolRegion
from tests.factories import make_bootcamp, make_newcomer, make_school, make_user
from tests.running import ROOT

# Words that only stress something.
NO_LABEL = {"vet", "Meteen binnen", "Alle anderen wachten op jou"}


@pytest.mark.django_db
def test_every_label_stands_on_a_page(cast):
    text = (ROOT / "docs" / "mensen.md").read_text()
    labels = {" ".join(label.split()).rstrip(".") for label in re.findall(r"\*\*([^*]+)\*\*", text)} - NO_LABEL
    make_school(board=cast.board)
    SchoolRegion.objects.create(name="Eem")
    waiting = make_newcomer(school=cast.school).sign_ups.get()
    invited = make_user("directeur", schools=[cast.school])
    invited.set_unusable_password()
    invited.save()
    ready, applied = (
        SchoolList.objects.create(file_name="x.csv", state=state, uploaded_at=timezone.now(), applied_at=timezone.now())
        for state in (SchoolList.State.READY, SchoolList.State.APPLIED)
    )
    ListChange.objects.create(list=ready, kind="nieuw", number="90AA00", name="De Eik", after={"name": "De Eik"})
    hpp = [
        reverse("home"),
        *(reverse(f"desk:{name}") for name in ("people", "schools", "boards", "regions", "imports")),
        *(reverse("lists:list", args=[school_list.pk]) for school_list in (ready, applied)),
        reverse("lists:lists"),
        reverse("entrance:queue"),
        reverse("entrance:sign_up", args=[waiting.pk]),
        reverse("desk:person", args=[invited.pk]),
        reverse("desk:school", args=[cast.school.pk]),
        reverse("desk:join_school", args=[cast.school.pk]),
    ]
    board = [reverse("bootcamp:enrol", args=[make_bootcamp().pk])]

    screens = [cast.client("hpp_admin").get(address).text for address in hpp]
    screens += [cast.client("bestuur").get(address).text for address in board]
    words = " ".join(re.sub(r"<[^>]+>", " ", " ".join(screens)).replace("&#x27;", "'").split())

    assert len(labels) > 15
    assert sorted(label for label in labels if label not in words) == []
