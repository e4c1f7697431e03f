"""What HPP asks of the log."""

from datetime import datetime
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import QueryDict

from portal.listing import SearchForm
from portal.people.models import User
from portal.post import kinds
from portal.post.models import Letter, LetterQuerySet

STUCK = "vast"


def _kinds() -> list[tuple[str, str]]:
    by_label = sorted((kind.label, kind.name) for kind in kinds.KINDS.values())
    return [("", "Alle soorten"), *((name, label[:1].upper() + label[1:]) for label, name in by_label)]


class LogForm(SearchForm):
    zoek = forms.CharField(
        label="Zoek een naam of e-mailadres", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    soort = forms.ChoiceField(label="Soort", required=False, choices=_kinds)
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "Alle mails"), (STUCK, "Nog niet weg"), *Letter.State.choices]
    )
    wie = forms.IntegerField(required=False, min_value=1, max_value=10**15, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.person = User.objects.filter(pk=self.asked()["wie"] or 0).first()

    def chosen(self, *, now: datetime) -> LetterQuerySet:
        asked = self.asked()
        letters: LetterQuerySet = Letter.objects.all()
        if words := asked["zoek"]:
            name = Q(to__first_name__icontains=words) | Q(to__last_name__icontains=words)
            letters = letters.filter(Q(to__email__icontains=words) | name)
        if asked["soort"]:
            letters = letters.filter(kind=asked["soort"])
        if asked["wie"]:
            letters = letters.filter(to=asked["wie"])
        if asked["stand"] == STUCK:
            return letters.stuck(now=now)
        return letters.filter(state=asked["stand"]) if asked["stand"] else letters

    def fields_kept(self) -> list[tuple[str, str]]:
        """What was asked, to be carried to the next page."""
        return [(name, str(value)) for name, value in self.asked().items() if value]

    def kept(self) -> str:
        return urlencode(self.fields_kept())
