import pytest

from calculator.method.sources import Source, source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Awir art. 14 lid 4", Source("Awir art. 14 lid 4")),
        (
            "https://www.aob.nl/cao-en-salaris/primair-onderwijs/",
            Source("aob.nl: primair onderwijs", "https://www.aob.nl/cao-en-salaris/primair-onderwijs/"),
        ),
        (
            "Rekenvoorschriften 2027, versie van Prinsjesdag, https://odb.belastingdienst.nl/LH2027v1.5.zip",
            Source("Rekenvoorschriften 2027, versie van Prinsjesdag", "https://odb.belastingdienst.nl/LH2027v1.5.zip"),
        ),
        (
            "https://github.com/iemand/belastingen (tabel.py)",
            Source("github.com: iemand/belastingen", "https://github.com/iemand/belastingen", "(tabel.py)"),
        ),
        ("https://duo.nl, terugbetalen", Source("duo.nl", "https://duo.nl", "terugbetalen")),
        ("https://www.fundamentvoor.nl/node/31772", Source("fundamentvoor.nl: 31772", "https://www.fundamentvoor.nl/node/31772")),
        ("http://x.nl/a/index.html", Source("x.nl: a", "http://x.nl/a/index.html")),
        ("https://nos.nl/artikel/2539115-meer-loon", Source("nos.nl: meer loon", "https://nos.nl/artikel/2539115-meer-loon")),
        ("javascript:alert(1)", Source("javascript:alert(1)")),
    ],
)  # fmt: skip
def test_a_source_is_a_link_with_a_name(text, expected):
    assert source(text) == expected


def test_a_long_name_is_cut_between_words():
    name = source(f"https://x.nl/{'lang-woord-' * 20}").name

    assert set(name.removeprefix("x.nl: ").removesuffix(" …").split()) == {"lang", "woord"}
    assert name.endswith(" …")
    assert len(name) < 75
