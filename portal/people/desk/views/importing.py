"""HPP reads a list of people in: every fault at its row, mended in place, and nothing is kept before they say so."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal import limits
from portal.audit import trail
from portal.files import tables
from portal.people.access import hpp_only
from portal.people.desk import importing
from portal.people.desk.models import PeopleList
from portal.people.models import signed_in
from portal.reasons import NotPossible

LARGEST = 2 * 1024 * 1024


class PeopleFileForm(forms.Form):
    file = forms.FileField(
        label="Excel of csv",
        help_text="Met in de bovenste rij: naam, mail, rol, school. Bij school staat een BRIN-nummer, of de naam.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Kies het bestand.", "empty": "Dit bestand is leeg."},
    )

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and file.size > LARGEST:
            self.add_error("file", "Dit bestand is groter dan 2 MB. Een lijst met mensen is veel kleiner.")
        elif file:
            try:
                cleaned["rows"] = importing.read(file, name=file.name, size=file.size)
            except tables.Unreadable as reason:
                self.add_error("file", str(reason))
        return cleaned


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("desk.imports", "30/hour", methods=("POST",))
def imports(request: HttpRequest) -> HttpResponse:
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        people_list = PeopleList.objects.create(
            file_name=form.cleaned_data["file"].name[:120],
            rows=form.cleaned_data["rows"],
            uploaded_by=signed_in(request),
            uploaded_at=timezone.now(),
        )
        return redirect(people_list)
    waiting = PeopleList.objects.filter(uploaded_by=signed_in(request)).order_by("-uploaded_at", "-pk")[:20]
    return render(request, "portal/desk/imports.html", {"form": form, "waiting": waiting})


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def people_import(request: HttpRequest, list_id: int) -> HttpResponse:
    """Of who sent it in; a colleague has nothing to do with it."""
    mine = PeopleList.objects.filter(uploaded_by=signed_in(request))
    people_list = get_object_or_404(mine, pk=list_id)
    act = request.POST.get("doe", "")
    if act == "weg":
        people_list.delete()
        messages.success(request, "De lijst is weg. Er is niemand toegevoegd.")
        return redirect("desk:imports")
    if act in ("nakijken", "klaarzetten"):
        _mend(request, people_list)
    if act == "klaarzetten":
        return _prepare(request, people_list)
    if act:
        return redirect(people_list)
    rows = importing.check(people_list.rows, by=signed_in(request))
    context = {
        "list": people_list,
        "rows": rows,
        "faulty": [row for row in rows if row.faults],
        "new": sum(row.is_new for row in rows),
        "known": sum(row.known is not None and not row.faults for row in rows),
    }
    return render(request, "portal/desk/import.html", context)


def _mend(request: HttpRequest, people_list: PeopleList) -> None:
    """What was typed at a row takes the place of what stood in the file."""
    for row in people_list.rows:
        for name in importing.FIELDS:
            typed = request.POST.get(f"{name}-{row['number']}")
            if typed is not None:
                row[name] = importing.one_line(typed)[:120]
    people_list.save(update_fields=["rows"])


def _prepare(request: HttpRequest, people_list: PeopleList) -> HttpResponse:
    try:
        people = importing.make_accounts(people_list, by=signed_in(request))
    except NotPossible as reason:
        messages.error(request, f"{reason} Er is niemand toegevoegd.")
        return redirect(people_list)
    trail.about(request, people, what="klaargezet uit een lijst")
    word = "mens staat" if len(people) == 1 else "mensen staan"
    messages.success(request, f"{len(people)} {word} klaar. Er ging nog geen mail uit.")
    if PeopleList.objects.filter(pk=people_list.pk).exists():
        return redirect(people_list)
    return redirect("desk:people")
