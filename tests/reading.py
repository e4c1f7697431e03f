"""How hard a page is to read. `sentences(html)` gives its sentences, `ease(sentences)` the Flesch-Douma measure.

Flesch-Douma (1960) is the measure for Dutch: 206.84 minus 0.93 for each word in a sentence and 77 for each syllable in
a word. 60 and up is plain Dutch, about level B1.
"""

import re

from bs4 import BeautifulSoup

BLOCKS = ["p", "li", "dt", "dd", "h1", "h2", "h3", "label", "legend", "summary", "caption", "figcaption"]
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[-’'][A-Za-zÀ-ÿ]+)*")
VOWELS = re.compile(r"aai|oei|ooi|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyàâäèéêëïíóôöúü]", re.IGNORECASE)
# Words of offices that have an everyday twin.
STIFF = {
    "alsmede", "alsook", "aangaande", "betreffende", "conform", "derhalve", "desalniettemin", "dienaangaande",
    "echter", "evenals", "geschiedt", "gelieve", "hieromtrent", "hetgeen", "hoofde", "indien", "inzake", "middels",
    "mits", "nochtans", "omtrent", "onderhavige", "ontvangst", "reeds", "teneinde", "tevens", "thans", "uwerzijds",
    "veelal", "verscheidene", "voornoemde", "wegens", "welke", "welk", "zodoende", "zulks",
}  # fmt: skip
STIFF -= {"welk", "welke", "mits"}


def sentences(html: str) -> list[str]:
    """Of the page's own part; names of laws and what only a machine reads are left out."""
    page = BeautifulSoup(html, "html.parser")
    sentences = []
    for block in page.main.find_all(BLOCKS):
        if block.find(BLOCKS) or block.find_parent(["table", "svg", "pre"]) or "data-law" in block.attrs:
            continue
        text = " ".join(block.get_text(" ", strip=True).split())
        sentences += [part for part in re.split(r"(?<=[.?:;])\s+(?=[A-Z€“])", text) if len(WORD.findall(part)) > 2]
    return sentences


def words(sentence: str) -> list[str]:
    return WORD.findall(sentence)


def ease(said: list[str]) -> float:
    all_words = [word for sentence in said for word in words(sentence)]
    syllables = sum(max(1, len(VOWELS.findall(word))) for word in all_words)
    return 206.84 - 0.93 * len(all_words) / len(said) - 77 * syllables / len(all_words)


def stiff(said: list[str]) -> set[str]:
    return {word.lower() for sentence in said for word in words(sentence)} & STIFF
