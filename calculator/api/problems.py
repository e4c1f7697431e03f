"""Answers for what went wrong, as RFC 9457 writes them: one shape for every status, in Dutch."""

from collections.abc import Sequence

from django.http import HttpRequest, JsonResponse

from calculator.household.intake.faults import Fault

CONTENT_TYPE = "application/problem+json"
TITLES = {
    405: "Deze methode kan hier niet",
    413: "Het document is te groot",
    415: "Dit soort inhoud kennen we niet",
    422: "Het document klopt nog niet",
    429: "Even rustig aan",
}


def problem(status: int, detail: str, *, faults: Sequence[Fault] = (), headers: dict[str, str] | None = None):
    """`type` stays about:blank: the status says what kind it is, and `faults` what to put right where."""
    body = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
    if faults:
        body["faults"] = [fault.as_json() for fault in faults]
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE, headers=headers)


def too_many_requests(request: HttpRequest, seconds: int) -> JsonResponse:
    return problem(
        429, f"Je vroeg te veel achter elkaar. Probeer het over {seconds} seconden weer.",
        headers={"Retry-After": str(seconds)},
    )  # fmt: skip
