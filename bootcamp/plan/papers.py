"""The plan on one A4, made by the worker. A plan isn't secret money, so the PDF is kept: one for each plan."""

import enum
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import timezone

from bootcamp.plan import sheets
from bootcamp.plan.models import Plan, PlanPaper
from bootcamp.plan.sheets import Sheet
from portal.jobs import queue
from portal.jobs.models import Job
from portal.papers import pdf

KIND = "bootcamp.plan.paper"
# From letters to read from two metres to what the longest texts need.
TIGHTNESS = ("", *(f"plan--tight plan--tight-{step}" for step in range(1, 10)), "plan--tight plan--tight-9 plan--last")


class State(enum.StrEnum):
    NONE = "none"
    QUEUED = "queued"
    BUSY = "busy"
    READY = "ready"
    FAILED = "failed"


def state(plan: Plan) -> State:
    """Of the PDF of the plan as it is now."""
    paper = PlanPaper.objects.filter(plan=plan).only("made_of").first()
    if paper and paper.made_of == sheets.of(plan).mark:
        return State.READY
    job = Job.objects.filter(kind=KIND, arguments__plan_id=plan.pk).order_by("-created_at").first()
    states = {Job.State.QUEUED: State.QUEUED, Job.State.RUNNING: State.BUSY, Job.State.FAILED: State.FAILED}
    return states.get(Job.State(job.state), State.NONE) if job else State.NONE


def ask(plan: Plan, *, now: datetime) -> None:
    """Asking twice is asking once."""
    if state(plan) in (State.NONE, State.FAILED):
        queue.enqueue(KIND, now=now, plan_id=plan.pk)


def make(plan_id: int, *, now: datetime) -> None:
    """Safe to run twice: it makes what the plan is at that moment."""
    plan = Plan.objects.for_reading().filter(pk=plan_id).first()
    if plan is None:
        return
    sheet = sheets.of(plan)
    latest = plan.versions.order_by("-number").first()
    content = render(sheet, version=latest.number if latest else None, made_on=timezone.localdate(plan.changed_at))
    made = {"made_of": sheet.mark, "made_at": now, "content": content}
    PlanPaper.objects.update_or_create(plan=plan, defaults=made)


def render(sheet: Sheet, *, version: int | None, made_on: date) -> bytes:
    context = {"sheet": sheet, "version": version, "made_on": made_on}
    sizes = TIGHTNESS[_likely(sheet) :]
    versions = (render_to_string("pdf/plan.html", {**context, "tightness": each}) for each in sizes)
    return pdf.render_to_fit(versions, pages=1)


def _likely(sheet: Sheet) -> int:
    """The first size worth laying out: each try costs as much as the page itself."""
    fullest = max(sum(len(line.what) + len(line.who) for line in column.lines) for column in sheet.columns)
    return min(max(0, (fullest - 180) // 40), len(TIGHTNESS) - 1)
