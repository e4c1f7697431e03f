"""The calculator in a frame on a school's own site: four questions and the answer, without menu.

Parameters in the address fill in what the school already knows: `schaal`, `trede`, `uren` (now) and `wens`.
"""

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods

from calculator.household.last_known import last_known
from calculator.household.years import shown_in
from calculator.web.forms.answers import BY_SLUG, Answers
from calculator.web.forms.quick import in_address
from calculator.web.forms.work import SCALE, WorkForm
from calculator.web.pages import is_behind, so_far
from portal import limits
from portal.public import public


@public
# Any site may frame this one page: there is nothing to click that does something for someone who is signed in.
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("calculator.page", "600/minute", methods=("POST",))
@last_known(True)
def widget(request: HttpRequest) -> HttpResponse:
    year = shown_in(timezone.localdate())
    answers = Answers(request.POST if request.method == "POST" else QueryDict(), year=year)
    form = (
        answers.form(BY_SLUG["werk"])
        if request.method == "POST"
        else WorkForm(year=year, initial=in_address(request.GET))
    )
    context = {"form": form, "is_behind": is_behind(answers), "kind": SCALE, **so_far(answers)}
    response = render(request, "calculator/widget.html", context)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
