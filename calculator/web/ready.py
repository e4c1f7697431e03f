"""The values of this year, and all that is made of them once, before the first visitor asks."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from portal import starting

ENOUGH = {
    "work-kind": "scale",
    "work-scale": "LB",
    "work-step": "8",
    "work-hours_now": "24",
    "work-hours_wish": "32",
}


@starting.ready
def make_a_first_outcome() -> None:
    # Here, since every command of manage.py reads this file and none of those needs the calculator.
    from calculator.household.last_known import last_known
    from calculator.household.years import shown_in
    from calculator.web.forms.answers import STEPS, Answers
    from calculator.web.pages import show_outcome, show_step

    request = RequestFactory(headers={"host": urlsplit(settings.SITE_URL).netloc}).post("/", ENOUGH)
    request.user = AnonymousUser()
    with last_known(True):
        answers = Answers(request.POST, year=shown_in(timezone.localdate()))
        show_step(request, answers, STEPS[0])
        show_outcome(request, answers)
