"""`POST /api/v1/berekening`, its OpenAPI document and a page that explains both. Nothing is stored."""

from collections.abc import Sequence

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from calculator.answers.bereken import bereken
from calculator.answers.text import as_json
from calculator.api import examples, schema
from calculator.api.problems import problem, too_many_requests
from calculator.household.intake.document import parse
from calculator.household.intake.faults import Fault, Faults
from calculator.household.years import SUPPORTED, shown_in
from portal import limits
from portal.public import public

LARGEST = 64 * 1024
METHODS = "POST, OPTIONS"
# Any site may ask: there is no cookie or login to misuse, and an answer is about nobody.
ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "86400",
}


def open_to_any_site(view):
    def answered(request: HttpRequest) -> HttpResponse:
        response = view(request)
        for name, value in ANY_SITE.items():
            response.headers[name] = value
        return response

    return answered


@public
@open_to_any_site
@limits.limited("api", "120/minute", methods=("POST",), refused=too_many_requests)
def calculation(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method != "POST":
        return problem(405, "Stuur een document met POST.", headers={"Allow": METHODS})
    if request.content_type != "application/json":
        return problem(415, "Stuur het document als application/json.")
    text = body(request)
    if text is None:
        return problem(413, f"Een document is hooguit {LARGEST // 1024} kB groot.")
    try:
        return HttpResponse(as_json(bereken(parse(text))), content_type="application/json")
    except Faults as wrong:
        return unprocessable(wrong.faults)
    except RecursionError:
        return unprocessable([Fault("", "De tekst heeft te veel lagen.")])


def body(request: HttpRequest) -> bytes | None:
    """None when it's larger than we read."""
    try:
        return request.body if len(request.body) <= LARGEST else None
    except RequestDataTooBig:
        return None


def unprocessable(faults: Sequence[Fault]) -> HttpResponse:
    count = len(faults)
    detail = "Er is één ding om te herstellen." if count == 1 else f"Er zijn {count} dingen om te herstellen."
    return problem(422, detail, faults=faults)


@public
@require_safe
@open_to_any_site
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(schema.document(), json_dumps_params={"ensure_ascii": False, "indent": 2})


@public
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    year = shown_in(timezone.localdate())
    context = {
        "question": examples.question(year),
        "answer": examples.answer(year),
        "inputs": schema.input_keys(),
        "outputs": schema.output_keys(),
        "years": SUPPORTED,
        "largest": LARGEST // 1024,
    }
    return render(request, "calculator/api.html", context)
