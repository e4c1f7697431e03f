"""Two people on one form: what someone else saved since the page was shown is never overwritten unseen.

    class AfterSessionForm(meanwhile.CarefulForm, forms.ModelForm): ...

The form carries a mark of what stood in each field. When someone else changed a field meanwhile and this form would
change it back, nothing is saved: the field says what stands there now, what was typed stays, and saving once more is
a choice. The view locks the row first, so that nobody comes in between:

    @meanwhile.one_at_a_time
    def after_session(request, bootcamp_id):
        bootcamp = meanwhile.locked(request, Bootcamp.objects.all(), pk=bootcamp_id)
"""

import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import formats, timezone

STOOD = "stond_er"
CHANGED = (
    "Iemand anders wijzigde dit terwijl jij bezig was. Er is nog niets opgeslagen. Wat jij invulde staat er nog. "
    "Bij het veld zie je wat er nu staat. Kijk wat goed is en sla opnieuw op."
)
LONGEST_SHOWN = 2000


def one_at_a_time(view: Callable) -> Callable:
    """In one transaction, where something may be saved."""

    @functools.wraps(view)
    def careful(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return careful


def locked(request: HttpRequest, rows: QuerySet, **which: Any) -> Any:
    """The row. Only who may save something waits for another."""
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    return get_object_or_404(rows, **which)


def show_what_stands(form: forms.BaseForm, names: Iterable[str]) -> None:
    """At each of these fields, beside what was typed."""
    for name in names:
        field, value = form.fields[name], form[name].initial
        shown = ", ".join(_words(field, part) for part in value) if _is_list(value) else _words(field, value)
        short = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
        form.add_error(name, f"Er staat nu: {short}")


class StoodField(forms.CharField):
    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class CarefulForm(forms.Form):
    stond_er = StoodField(required=False)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name == STOOD:
            return json.dumps(self._marks(), separators=(",", ":"))
        return super().get_initial_for_field(field, field_name)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.cleaned_data.pop(STOOD, None)
        if self._is_stored() and (names := self._changed_by_others()):
            self.add_error(None, CHANGED)
            show_what_stands(self, names)
            # From now on the answer is about what was just shown.
            posted = cast(QueryDict, self.data).copy()
            posted[self.add_prefix(STOOD)] = self[STOOD].initial
            self.data = posted
        return cleaned

    def _is_stored(self) -> bool:
        instance = getattr(self, "instance", None)
        return instance is None or instance.pk is not None

    def _changed_by_others(self) -> list[str]:
        seen, now, nothing = self._seen(), self._marks(), _mark(None)
        return [name for name in self.changed_data if name in now and seen.get(name, nothing) != now[name]]

    def _seen(self) -> dict[str, str]:
        try:
            seen = json.loads(self.data.get(self.add_prefix(STOOD), ""))
        except (ValueError, RecursionError):
            return {}
        return seen if isinstance(seen, dict) else {}

    def _marks(self) -> dict[str, str]:
        fields = {name: field for name, field in self.fields.items() if name != STOOD}
        return {name: _mark(self.get_initial_for_field(field, name)) for name, field in fields.items()}


def _mark(value: Any) -> str:
    parts = sorted(_plain(part) for part in value) if _is_list(value) else [_plain(value)]
    return hashlib.blake2s(json.dumps(parts).encode(), digest_size=6).hexdigest()


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple | set | QuerySet)


def _plain(value: Any) -> str:
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, FieldFile):
        return value.name or ""
    return "" if value is None else str(value)


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset
        row = value if isinstance(value, Model) else rows.filter(pk=value).first()
        return str(field.label_from_instance(row)) if row else "niets"
    if isinstance(value, bool):
        return "een vinkje" if value else "geen vinkje"
    if isinstance(field, forms.ChoiceField):
        return str(dict(_flat(field.choices)).get(value, value) or "niets")
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        return formats.date_format(value, "j F Y, H.i")
    if isinstance(value, date):
        return formats.date_format(value, "j F Y")
    if isinstance(value, time):
        return formats.time_format(value, "H.i")
    return str(value) if value not in (None, "") else "niets"


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
