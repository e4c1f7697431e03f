"""What the programme reached and brought about, for HPP: exact numbers, by whatever is asked."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bootcamp.results import reach
from bootcamp.results.models import YearSummary
from bootcamp.results.reach import PER, ReachLine
from portal.files.writing import WrittenSheet, as_workbook
from portal.listing import SearchForm, kept, page_of
from portal.people.access import hpp_only
from portal.people.models import School, SchoolRegion

LINES_PER_PAGE = 50
HEADINGS = [
    *("naam", "scholen", "parttimers bij het begin", "werken nu meer", "procent", "gevraagd", "Goede Gesprekken"),
    *("gingen meer werken", "wilden minder en bleven", "minder uren", "netto uren per week", "netto fte"),
    *("na 3 maanden nog meer", "van", "na 6 maanden nog meer", "van", "na 12 maanden nog meer", "van"),
]


class ProgrammeForm(SearchForm):
    per = forms.ChoiceField(label="Toon", choices=[(key, words) for key, (words, _) in PER.items()], required=False)
    jaar = forms.IntegerField(label="Jaar", required=False, widget=forms.Select)
    regio = forms.ModelChoiceField(
        SchoolRegion.objects.none(), label="Regio", required=False, empty_label="Alle regio’s"
    )
    sector = forms.ChoiceField(label="Sector", required=False)
    ronde = forms.ChoiceField(label="Bootcampronde", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        counted = YearSummary.objects.order_by()
        years = sorted(counted.values_list("year", flat=True).distinct())
        self.fields["jaar"].widget.choices = [("", "Alle jaren"), *((year, year) for year in years)]
        self.fields["regio"].queryset = SchoolRegion.objects.filter(schools__isnull=False).distinct().order_by("name")
        sectors = School._meta.get_field("sector").flatchoices
        self.fields["sector"].choices = [("", "Alle sectoren"), *sectors]
        rounds = sorted(counted.values_list("cohort", flat=True).distinct())
        self.fields["ronde"].choices = [("", "Alle rondes"), *((name, name) for name in rounds)]


def _asked(request: HttpRequest) -> tuple[ProgrammeForm, dict, str]:
    form = ProgrammeForm(request.GET or None)
    if not form.is_bound:
        return form, {}, "regio"
    asked = form.asked()
    return form, {name: asked[name] for name in ("jaar", "regio", "sector", "ronde")}, asked["per"] or "regio"


@never_cache
@hpp_only
@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    form, where, per = _asked(request)
    (everything,) = reach.lines(where)
    context = {
        "form": form,
        "reach": reach.reach(),
        "all": everything,
        "title": PER[per][0],
        "page": page_of(request, reach.lines(where, per), LINES_PER_PAGE),
        "counted_at": reach.counted_at(),
        "kept": kept(request),
    }
    return render(request, "bootcamp/results/programme.html", context)


@hpp_only
@require_safe
def programme_excel(request: HttpRequest) -> HttpResponse:
    _, where, per = _asked(request)
    rows = [_row(line) for line in [*reach.lines(where), *reach.lines(where, per)]]
    about = [
        ["stand van", f"{reach.counted_at():%d-%m-%Y}" if reach.counted_at() else "nog niets geteld"],
        ["voor wie", "alleen voor HPP: deze aantallen zijn precies. Deel de open data, niet dit bestand."],
    ]
    pages = [WrittenSheet(PER[per][0], HEADINGS, rows), WrittenSheet("Over deze cijfers", ["wat", "waarde"], about)]
    return as_workbook(pages, "programma")


def _row(line: ReachLine) -> list:
    later = [number for _, still, asked in line.lasting for number in (still, asked)]
    return [
        *(line.name, line.schools, line.part_timers, line.now, line.share, line.approached, line.talks),
        *(line.more, line.kept, line.fewer, line.sums["net_hours"] or 0, line.sums["net_fte"] or 0, *later),
    ]
