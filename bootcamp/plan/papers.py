"""The plan on one A4, made by the worker. A plan isn't secret money, so the PDF is kept: one for each plan."""

from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import timezone

from bootcamp.plan import sheets
from bootcamp.plan.models import Plan, PlanPaper
from bootcamp.plan.sheets import PlanSheet
from portal.papers import pdf, requests
from portal.papers.requests import PaperState

KIND = "bootcamp.plan.paper"
# From letters to read from two metres to what the longest texts need.
TIGHTNESS = ("", *(f"plan--tight plan--tight-{step}" for step in range(1, 10)), "plan--tight plan--tight-9 plan--last")


def state(plan: Plan) -> PaperState:
    """Of the PDF of the plan as it is now."""
    return requests.state(KIND, _about(plan), is_kept=_is_kept(plan))


def ask(plan: Plan, *, now: datetime) -> None:
    requests.ask(KIND, _about(plan), is_kept=_is_kept(plan), now=now, plan_id=plan.pk)


def _about(plan: Plan) -> str:
    return f"plan {plan.pk}"


def _is_kept(plan: Plan) -> bool:
    paper = PlanPaper.objects.filter(plan=plan).only("made_of").first()
    return paper is not None and paper.made_of == sheets.of(plan).mark


def make(plan_id: int, *, now: datetime) -> None:
    """Safe to run twice: it makes what the plan is at that moment."""
    plan = Plan.objects.for_reading().filter(pk=plan_id).first()
    if plan is None:
        return
    sheet = sheets.of(plan)
    latest = plan.versions.order_by("-number").first()
    content = render(sheet, version=latest.number if latest else None, made_on=timezone.localdate(plan.changed_at))
    paper = {"made_of": sheet.mark, "made_at": now, "content": content}
    PlanPaper.objects.update_or_create(plan=plan, defaults=paper)


def render(sheet: PlanSheet, *, version: int | None, made_on: date) -> bytes:
    context = {"sheet": sheet, "version": version, "made_on": made_on}
    sizes = TIGHTNESS[_likely(sheet) :]
    versions = (render_to_string("bootcamp/plan/on_paper.html", {**context, "tightness": size}) for size in sizes)
    return pdf.render_to_fit(versions, pages=1)


def _likely(sheet: PlanSheet) -> int:
    """The first size worth laying out: each try costs as much as the page itself."""
    fullest = max(sum(len(line.what) + len(line.who) for line in column.lines) for column in sheet.columns)
    return min(max(0, (fullest - 180) // 40), len(TIGHTNESS) - 1)
