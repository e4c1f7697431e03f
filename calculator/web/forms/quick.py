"""The three questions of the home page, as the first step writes them."""

from django.http import QueryDict

from calculator.web.forms.work import GROSS, SCALE


def as_typed(data: QueryDict) -> QueryDict:
    """`schaal_trede` ("LB-8" or "bruto"), `uren_nu` and `uren_wens` under the names of the first step."""
    scale, _, step = data.get("schaal_trede", "").partition("-")
    answers = QueryDict(mutable=True)
    answers["work-kind"] = SCALE if step else GROSS
    if step:
        answers["work-scale"], answers["work-step"] = scale, step
    answers["work-hours_now"], answers["work-hours_wish"] = data.get("uren_nu", ""), data.get("uren_wens", "")
    return answers
