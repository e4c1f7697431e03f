"""Whatever visitors type, reading it takes time in step with its length: nothing of a few thousand characters may keep
a process busy for seconds. Each function that takes their text meets the worst we could think of, as long as a message
may be; what grows with the square of the length, or faster, doesn't get there in time.
"""

import importlib
import pkgutil
import re
import time
from contextlib import suppress
from functools import cache, partial
from types import SimpleNamespace

import pytest
from django import forms

from bootcamp.exchange import mentions, texts
from bootcamp.exchange.fields import MessageField, TypedMessage
from bootcamp.following import certificates, evaluation
from bootcamp.following import steps as preparation
from bootcamp.following.forms import AfterSessionForm
from bootcamp.plan import questions
from bootcamp.plan.forms import units
from bootcamp.running import words
from bootcamp.running.forms.sessions import SessionForm
from bootcamp.seats.models import WorkSession
from calculator.household.intake import reading as api_reading
from calculator.releases import reading as releases
from calculator.releases.faults import WrongFile
from calculator.web.forms import parsing
from portal.files import protected
from portal.people.models import User
from portal.post import unsubscribing
from portal.text import richtext, search
from portal.text.plain import one_line, readable

LENGTH = texts.LONGEST_RAW
QUICK = 0.3
"""Seconds of the processor that nobody minds; the slowest of them takes some two tenths."""
TOO_LONG = 5
"""Seconds of the processor that are too many for anything, also on a machine that is many times slower."""
WRONG = (forms.ValidationError, parsing.CannotRead, WrongFile, ValueError)

UNITS = [
    *(
        "\n",
        " ",
        "\t",
        "\r",
        "\r\n",
        "\u00a0",
        "\u2028",
        "\x00",
        "\u202e",
        "e\u0301",
        "ﷺ",
        "\U0001f469\u200d\U0001f3eb",
    ),
    *"*_~`[]()<>&!@#\"'\\{}|=-+.,:;/%0aé",
    *("[a](", "[a](b) ", "![", "<http://a", "[a]: b\n", "[a]\n", "[["),
    *(
        "**a",
        "*a ",
        "_a ",
        "**a*",
        "> ",
        "- ",
        "> - ",
        "- a\n",
        "1. ",
        "|a|b|\n|-|-|\n",
        "# ",
        "a\n=\n",
        "```\n",
        "a\n\n",
    ),
    *(
        "<p>",
        "</p>",
        "<p a",
        " <p> ",
        "<ul><li>",
        "<strong>",
        "<a href='x'>",
        "<a href='",
        "<!--",
        "<![CDATA[",
        "<?",
        "a <b ",
    ),
    *("</", "&amp;", "&#", "`a``b```", "@Sanne ", "@Sanne de Vries0", "a@", "https://a.", "/a", "a."),
    *("a, 1", "(1 min", "10.00 ", "{voornaam}", "{voornaam", "1.000", "1,000", "€ ", "uur ", "1-", "2026-01-01"),
    *("a=1\n", "a;", '"a";', "{a=", "a = [", "a\n"),
]


def repeated(unit, length):
    return (unit * (length // len(unit) + 1))[:length]


def hopeful(unit, length):
    """Between a start and an end that keep a pattern hoping."""
    return f"a{repeated(unit, length - 2)}\x01"


@cache
def _people():
    names = [(f"Sanne{number}", "de Vries" + "a" * (number % 60)) for number in range(400)]
    return [User(pk=number, first_name=first, last_name=last) for number, (first, last) in enumerate(names, 1)]


def _of_session(**fields):
    session = WorkSession(**fields)
    return preparation.of(session) if "preparation" in fields else session.agenda_items


def _letter():
    session = SimpleNamespace(first_name="Sanne", name="De Vuurvlinder", title="Groep Midden")
    return words.Letterhead(to=session, school=session, bootcamp=session, path="/")


READS = {
    "een bericht, opgemaakt": lambda text: texts.clean(text),
    "een bericht, Markdown": lambda text: texts.from_markdown(text),
    "een bericht, bare woorden": lambda text: texts.plain(texts.clean(text)),
    "een bericht, terug naar Markdown": lambda text: texts.written(texts.clean(text)),
    "een bericht uit Markdown, terug": lambda text: texts.written(texts.from_markdown(text)),
    "een bericht dat te lang is": texts.unread,
    "of er iets staat": texts.says_something,
    "genoemde mensen": lambda text: mentions.found_in(text, _people()),
    "afmelden voor mail": unsubscribing.read,
    "Markdown van een materiaal": richtext.html,
    "zoeken": search.plain_words,
    "een naam": one_line,
    "een bestandsnaam": protected.shown_name,
    "een notitie": readable,
    "vragen van de evaluatie": evaluation.lines,
    "een certificaatnummer": certificates.initials,
    "voorbereiding": lambda text: _of_session(preparation=text),
    "agenda van een sessie": lambda text: _of_session(agenda=text),
    "plan, tekst": questions.BY_KEY["frames"].field.clean,
    "plan, heel getal": questions.BY_KEY["team"].field.clean,
    "plan, breuk": questions.BY_KEY["vacancies"].field.clean,
    "plan, maand": questions.BY_KEY["by_month"].field.clean,
    "plan, namen van velden": lambda text: units.action_keys({text: ""}),
    "velden van een mail": lambda text: words.check(text, about_session=True),
    "een ingevulde mail": lambda text: words.filled_in(text, _letter()),
    "een getal": parsing.read_number,
    "een dag": parsing.read_day,
    "een getal, herhaald": parsing.shown,
    "een dag in de api": api_reading.existing_day,
    "een waarde in de api, herhaald": api_reading.shown,
    "een link van een sessie": lambda text: SessionForm.base_fields["join_link"].clean(text),
    "een link van een opname": lambda text: AfterSessionForm.base_fields["catch_up_link"].clean(text),
    "een e-mailadres": forms.EmailField().clean,
    "waarden als TOML": lambda text: releases.toml.read(text.encode("utf-8", "replace")),
    "waarden als CSV": lambda text: releases.sheets.read("csv", text.encode("utf-8", "replace")),
}


def _seconds(read, text):
    began = time.process_time()
    with suppress(WRONG):
        read(text)
    return time.process_time() - began


def out_of_step(read, text_of):
    """Whether `read` takes more time than in step with the length: twice what four times as long may take.

    What a slow machine or a full memory adds, a second and a third try tell apart from what the text does.
    """
    if _seconds(read, text_of(LENGTH)) < QUICK:
        return False
    long, short = (min(_seconds(read, text_of(length)) for _ in range(3)) for length in (LENGTH, LENGTH // 4))
    return long > TOO_LONG or (long > QUICK and long > 8 * short)


@pytest.mark.parametrize("what", READS)
def test_reading_what_visitors_type_takes_time_in_step_with_its_length(what):
    slow = [unit for unit in UNITS if out_of_step(READS[what], partial(repeated, unit))]

    assert slow == []


def test_what_grows_faster_than_its_text_is_noticed(monkeypatch):
    monkeypatch.setitem(globals(), "QUICK", 0.01)
    every_tail, once = re.compile(r"\s+x").search, re.compile(r"\s*\Z").match

    def fewer(length):
        return "\n" * (length // 4)

    assert out_of_step(every_tail, fewer)
    assert not out_of_step(once, fewer)


def test_a_message_of_which_the_raw_text_is_too_long_is_refused_unread_and_shown_again(monkeypatch):
    monkeypatch.setattr(texts, "clean", None)
    monkeypatch.setattr(texts, "from_markdown", None)
    field, long = MessageField(), "<p>Lang &amp; breed</p>" * 1000

    for value in (TypedMessage(long, ""), TypedMessage("", long)):
        with pytest.raises(forms.ValidationError, match="te lang"):
            field.clean(value)
    shown = field.widget.get_context("body", TypedMessage("", long), {})

    assert shown["widget"]["value"].count("Lang & breed") == 1000


def our_patterns():
    """Every regular expression that stands at the top of a module of ours."""
    for room in ("portal", "bootcamp", "materials", "calculator"):
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if ".migrations." in module.name or module.name.endswith(".__main__") or ".management." in module.name:
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield pytest.param(value, id=f"{module.name}.{name}")


@pytest.mark.parametrize("pattern", list(our_patterns()))
def test_no_pattern_of_ours_can_be_made_to_search_for_long(pattern):
    def search_all(text):
        pattern.fullmatch(text)
        sum(1 for _ in pattern.finditer(text))

    cases = [partial(case, unit) for unit in UNITS for case in (repeated, hopeful)]
    slow = [case.args[0] for case in cases if out_of_step(search_all, case)]

    assert slow == []
