"""The list that a release goes through: complete, and with a reason for whatever stays."""

from datetime import date

import pytest

from calculator.engine.values import Zekerheid
from calculator.household.years import SUPPORTED
from calculator.method import doubts
from calculator.method.doubts import Accepted, WrongAcceptance
from tests.calculator.method.reading import ABOUT, FILES, blocks

TODAY = date(2026, 11, 24)
ALL = doubts.doubts(today=TODAY)


def test_every_value_that_a_file_does_not_confirm_is_in_the_list():
    expected = set()
    for file in FILES:
        for block in blocks(file):
            own = block.get("zekerheid_van", {})
            for name in set(block) - ABOUT - {"marge", "eerste_trede", "bevestigde_treden", "tabel_po"}:
                sure = own.get(name, block["zekerheid"])
                if sure != "bevestigd":
                    expected.add((file.stem, block["vanaf"].year, name, sure))

    listed = {(doubt.rule, doubt.year, name, str(doubt.kind)) for doubt in ALL for name in doubt.names}
    assert len(expected) > 150
    assert expected - listed == set()


def test_a_year_without_values_is_in_the_list():
    missing = {(doubt.rule, doubt.when) for doubt in ALL if doubt.kind is Zekerheid.ONTBREEKT and not doubt.names}

    assert ("zorgtoeslag", "2021") in missing
    assert ("zorgtoeslag", "2027") in missing
    assert ("cao_po_tabellen", "1 maart 2027 tot en met 31 december 2027") in missing
    assert not any(rule == "schijven" for rule, _ in missing)


def test_a_value_that_only_other_years_have_is_in_the_list():
    missing = {(doubt.rule, doubt.year, doubt.names) for doubt in ALL if doubt.kind is Zekerheid.ONTBREEKT}

    assert ("combinatiekorting", 2026, ("aow",)) in missing
    assert ("combinatiekorting", 2025, ("aow",)) not in missing
    assert ("cao_po", 2026, ("toelage_hoogste_trede",)) in missing


def test_one_year_gives_what_holds_in_it():
    rules = {(doubt.rule, doubt.when) for doubt in doubts.doubts(today=TODAY, year=2027)}

    assert ("cao_po_tabellen", "vanaf 1 november 2026") in rules
    assert ("zorgtoeslag", "2027") in rules
    assert not any(when == "2026" for _, when in rules)


def test_what_ends_soon_with_nothing_after_it_is_in_the_list():
    assert [doubt for doubt in ALL if doubt.kind == doubts.ENDS_SOON] == []

    soon = doubts.doubts(today=date(2027, 11, 1))
    ends = {doubt.rule: doubt for doubt in soon if doubt.kind == doubts.ENDS_SOON}

    assert ends["schijven"].when == "tot en met 31 december 2027"
    assert "aow_leeftijd" not in ends
    assert "zorgtoeslag" not in ends  # which ended before, so it is missing


def test_everything_that_ships_is_certain_or_has_a_reason():
    accepted = doubts.read_accepted()
    listed = doubts.doubts(today=TODAY, accepted=accepted)

    assert [(doubt.rule, doubt.kind, doubt.when, doubt.names) for doubt in listed if doubt.is_open] == []
    assert doubts.unused(listed, accepted) == []


@pytest.mark.parametrize("year", SUPPORTED)
def test_so_it_is_for_each_year(year):
    listed = doubts.doubts(today=TODAY, year=year, accepted=doubts.read_accepted())

    assert listed
    assert [doubt for doubt in listed if doubt.is_open] == []


def test_what_is_accepted_covers_only_its_own_rule_kind_year_and_values():
    accepted = Accepted(
        regel="pensioen_abp", soort="afgeleid", jaren=(2026,), waarden=("franchise",), reden="Nagerekend."
    )

    covered = [doubt for doubt in doubts.doubts(today=TODAY, accepted=[accepted]) if not doubt.is_open]

    assert [(doubt.rule, doubt.kind, doubt.year, doubt.names, doubt.reason) for doubt in covered] == [
        ("pensioen_abp", "afgeleid", 2026, ("franchise",), "Nagerekend.")
    ]


def test_what_was_accepted_for_nothing_is_found():
    accepted = Accepted(regel="schijven", soort="één bron", jaren=(2026,), reden="Was ooit zo.")

    assert doubts.unused(ALL, [accepted]) == [accepted]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[geaccepteerd]]\nregel = "bestaat_niet"\nsoort = "afgeleid"\njaren = [2026]\nreden = "x"', "geen regel"),
        ('[[geaccepteerd]]\nregel = "schijven"\nsoort = "zomaar"\njaren = [2026]\nreden = "x"', "geen soort"),
        ('[[geaccepteerd]]\nregel = "schijven"\nsoort = "afgeleid"\njaren = []\nreden = "x"', "jaren en een reden"),
        ('[[geaccepteerd]]\nregel = "schijven"\nsoort = "afgeleid"\njaren = [2026]\nreden = " "', "jaren en een reden"),
        ('[[geaccepteerd]]\nregel = "schijven"\nsoort = "afgeleid"\njaren = [2026]', "niet te lezen"),
        ('[[geaccepteerd]]\nregel = "schijven"\nwie = "ik"', "niet te lezen"),
        ("regel = ", "niet te lezen"),
    ],
)
def test_a_wrong_acceptance_is_refused_by_name(tmp_path, text, fault):
    path = tmp_path / "geaccepteerd.toml"
    path.write_text(text)

    with pytest.raises(WrongAcceptance, match=fault):
        doubts.read_accepted(path)
