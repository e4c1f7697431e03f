"""The examples in docs/waarden-vrijgeven.md are right files."""

import re
from datetime import date

import pytest

from calculator.engine.in_use import BASE
from calculator.releases.checking.report import check
from calculator.releases.reading import About, What
from tests.code import ROOT

TEXT = (ROOT / "docs" / "waarden-vrijgeven.md").read_text()
EXAMPLES = re.findall(r"### (.+)\n(?:(?!###).*\n)*?```(csv|toml)\n((?:.*\n)*?)```", TEXT)
YEAR = {"vanaf": date(2026, 1, 1), "tot_en_met": date(2026, 12, 31)}
ABOUT = {
    "Waarden van één of meer regels, als lijst": About(What.VALUES, ("bron",)),
    "Waarden van één of meer regels, in TOML": About(What.VALUES, ("bron",)),
    "Een salaristabel": About(What("cao_po_tabellen"), ("bron",), **YEAR),
    "De tabel van de kinderopvangtoeslag": About(What.CHILDCARE, ("bron",), **YEAR),
}


def test_every_form_has_an_example():
    assert {title for title, _, _ in EXAMPLES} == set(ABOUT)
    assert TEXT.count("```csv") + TEXT.count("```toml") == 5


@pytest.mark.parametrize(("title", "kind", "content"), EXAMPLES, ids=[title for title, _, _ in EXAMPLES])
def test_an_example_is_a_right_file(title, kind, content):
    faults = check(f"voorbeeld.{kind}", content.encode(), ABOUT[title], over=BASE).faults

    # The invented table of childcare contradicts the real one, as it should.
    assert [fault for fault in faults if not fault.place.startswith("Nagerekend: kinderopvangtoeslag")] == []


def test_the_table_of_a_new_year_goes_with_its_prices():
    content = re.findall(r"```toml\n(\[\[kinderopvangtoeslag\]\]\n(?:.*\n)*?)```", TEXT)[0]

    report = check("voorbeeld.toml", content.encode(), About(What.VALUES, ("bron",)), over=BASE)

    assert report.is_good
    assert report.summary["rules"][0]["period"] == "2027"
