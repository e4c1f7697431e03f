"""Whatever someone sends, the check ends with a report: never an error page, never a sum without end."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.engine.in_use import BASE
from calculator.releases import templates
from calculator.releases.checking.report import check
from calculator.releases.reading import About, What
from tests.calculator.releases.released import SUPPORT, zorg
from tests.calculator.releases.test_reading import BANDS, PAY, TABLE, VALUES
from tests.speed import check_work_less_than

LIST = "\n".join(
    ";".join("" if cell is None else str(cell).replace(".", ",") if i == 4 else str(cell) for i, cell in enumerate(row))
    for row in templates.rows(What.VALUES, 2026)
    if row[0] in ("regel", "huurtoeslag", "schijven", "eigen_woning", "studieschuld")
).encode()
EXAMPLES = 60
WHOLE = {
    "a.toml": (zorg(2027) + zorg(2026).replace(b"zorgtoeslag", b"huurtoeslag"), VALUES),
    "lijst.csv": (LIST, VALUES),
    "oop.csv": (SUPPORT, PAY),
    "tabel.csv": (TABLE.encode(), BANDS),
    "lijst.xlsx": (templates.workbook(What.VALUES, 2021), VALUES),
    "oop.xlsx": (templates.workbook(What("cao_po_tabellen"), 2026), PAY),
}
HEADER = b"regel;vanaf;tot_en_met;naam;waarde\n"
PIECES = st.sampled_from(
    [
        *(bytes([byte]) for byte in b"\n;,\"'[]{}=.-0\x00\xff"),
        *(b"", b"9" * 30, b"1e308", b"nan", b"true", b"bron.1", b"[[zorgtoeslag]]", b"2027-01-01T00:00:00"),
        *(b"\\u0000", "\u202e".encode(), b"\xed\xa0\x80"),
    ]
)


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_files_are_read(name):
    content, about = WHOLE[name]

    faults = check(name, content, about, over=BASE).faults

    assert not [fault for fault in faults if "beschadigd" in fault.text or fault.place == "Rij 1"]


@pytest.mark.parametrize("name", WHOLE)
@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_mangled_file_gets_a_report(name, data):
    content, about = WHOLE[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.sampled_from([0, 0, 1, 1, 2, 10, 100])))
        content = content[:start] + data.draw(PIECES) + content[end:]

    report = check(name, content, about, over=BASE)

    assert bool(report.faults) == (report.document == "")
    assert all(fault.place and fault.text for fault in report.faults)


@pytest.mark.parametrize("kind", ["toml", "csv", "xlsx"])
@given(content=st.binary(max_size=400))
def test_any_bytes_get_a_report(kind, content):
    assert check(f"x.{kind}", content, VALUES, over=BASE).faults


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.toml", b"[[zorgtoeslag]]\nx = [" + b"1," * 20_000 + b"]", "Een bestand heeft hooguit 10000 waarden."),
        ("a.toml", b"[[zorgtoeslag]]\nx = " + b"{a=" * 150 + b"1" + b"}" * 150, "Deze waarde kent de regeling niet."),
        ("a.toml", b"[[zorgtoeslag]]\n" + b"a." * 3000 + b"a = 1", "De waarden zitten te diep in elkaar."),
        ("a.csv", HEADER + b"zorgtoeslag;2027-01-01;2027-12-31;" + b"a." * 900 + b"a;1", "Deze"),
        ("a.csv", b";".join(b"k%d" % n for n in range(60)) + b"\n" + b"1;" * 59 + b"1\n" * 4000, "De kolommen horen"),
        ("a.toml", b"# " + b"x" * 1_000_000, "Er staat niets in."),
        ("a.toml", b"[[zorgtoeslag]]\n" * 60_000, "Een bestand heeft hooguit 500 blokken."),
    ],
    ids=["veel", "diep", "dieper", "diepe naam", "breed", "lang", "blokken"],
)  # fmt: skip
def test_a_file_made_to_take_long_is_refused_in_a_moment(name, content, text):
    with check_work_less_than(5):
        faults = check(name, content, VALUES, over=BASE).faults

    assert any(fault.text.startswith(text) for fault in faults), faults[:3]


def test_about_says_what_a_table_is_about():
    assert {what for what in What.all() if what.is_pay_table} == set(What.all()) - {What.VALUES, What.CHILDCARE}
    assert all(what.called for what in What.all())
    assert About(What.VALUES, ()).zekerheid == "bevestigd"
