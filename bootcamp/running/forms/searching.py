"""What HPP looks for: bootcamps, and the seats of one."""

import functools
from datetime import datetime

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from bootcamp.following.route import next_session
from bootcamp.running import state
from bootcamp.seats.models import Bootcamp, Seat, SeatQuerySet
from portal import kept
from portal.listing import SearchForm
from portal.people.models import Board
from portal.widgets import LongSelect


class BootcampSearchForm(SearchForm):
    WHEN = [("", "Alles"), ("komt", "Komt nog"), ("bezig", "Bezig"), ("geweest", "Geweest")]
    zoek = forms.CharField(
        label="Zoek een bootcamp of school", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    wanneer = forms.ChoiceField(label="Wanneer", required=False, choices=WHEN)
    sector = forms.ChoiceField(label="Sector", required=False, choices=[("", "Alle"), *Bootcamp.Sector.choices])


def _boards_in(bootcamp: int) -> QuerySet[Board]:
    taking_part = Seat.objects.filter(bootcamp=bootcamp, school__board=OuterRef("pk"))
    return Board.objects.filter(Exists(taking_part)).order_by("name", "pk")


BOARDS_IN = kept.Rows(lambda bootcamp: _boards_in(bootcamp).values_list("pk", "name"))


class SeatSearchForm(SearchForm):
    """The seats of one bootcamp."""

    STATES = [
        ("", "Alle scholen"),
        ("klaar", "Voorbereid"),
        ("niet-klaar", "Nog niet voorbereid"),
        ("gemist", "Miste een sessie"),
        ("afgemeld", "Afgemeld"),
    ]
    zoek = forms.CharField(
        label="Zoek een school of naam", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    bestuur = forms.ModelChoiceField(
        label="Bestuur",
        required=False,
        queryset=Board.objects.none(),
        empty_label="Alle besturen",
        widget=LongSelect,
    )
    stand = forms.ChoiceField(label="Stand", required=False, choices=STATES)

    def __init__(self, *args, bootcamp: Bootcamp, **kwargs):
        super().__init__(*args, **kwargs)
        self.bootcamp = bootcamp
        boards = self.fields["bestuur"]
        boards.queryset = _boards_in(bootcamp.pk)
        boards.choices = functools.cache(lambda: [("", boards.empty_label), *BOARDS_IN(bootcamp.pk)])

    def chosen(self, *, now: datetime) -> SeatQuerySet:
        upcoming = next_session(self.bootcamp.work_sessions.all(), now)
        return state.chosen(self.bootcamp, self.asked(), upcoming)
