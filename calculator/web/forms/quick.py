"""What comes from elsewhere, as the first step writes it: the three questions of the home page, and an address that
fills in what a school knows."""

from django.http import QueryDict

from calculator.web.forms.work import GROSS, SCALE

IN_ADDRESS = {"schaal": "scale", "trede": "step", "uren": "hours_now", "wens": "hours_wish"}


def as_typed(data: QueryDict) -> QueryDict:
    """`schaal_trede` ("LB-8" or "bruto"), `uren_nu` and `uren_wens` under the names of the first step."""
    scale, _, step = data.get("schaal_trede", "").partition("-")
    answers = QueryDict(mutable=True)
    answers["work-kind"] = SCALE if step else GROSS
    if step:
        answers["work-scale"], answers["work-step"] = scale, step
    answers["work-hours_now"], answers["work-hours_wish"] = data.get("uren_nu", ""), data.get("uren_wens", "")
    return answers


def in_address(data: QueryDict) -> dict[str, str]:
    """What the address fills in; a value that makes no sense is shown and judged once the form is sent."""
    return {field: data[name][:10] for name, field in IN_ADDRESS.items() if name in data}
