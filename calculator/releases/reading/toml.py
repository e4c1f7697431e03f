"""A file in TOML: `[[zorgtoeslag]]` and the like, as the parameter files have them."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from calculator.releases.document import Block
from calculator.releases.faults import Fault, WrongFile, wrong
from calculator.releases.kinds import RULES
from calculator.releases.reading.sheets import WHOLE_FILE, decoded
from calculator.releases.reading.typed import quoted

MOST_BLOCKS = 500
TWICE = "Deze naam staat er twee keer."
AT = re.compile(r"\(at line (\d+), column (\d+)\)")


def read(content: bytes) -> list[Block]:
    """Raises WrongFile."""
    try:
        document = tomllib.loads(decoded(content), parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        text = (
            TWICE if "overwrite" in str(fault) else "Dit is geen geldige TOML. Kijk naar aanhalingstekens en komma's."
        )
        raise wrong(_where(str(fault)), text) from fault
    except (RecursionError, ValueError) as fault:
        raise wrong(WHOLE_FILE, "Dit is geen geldige TOML.") from fault
    faults = list(_faults_in(document))
    if faults:
        raise WrongFile(faults)
    return [
        Block(RULES[rule], _with_a_list_of_sources(block), number=number)
        for rule, blocks in document.items()
        for number, block in enumerate(blocks, 1)
    ]


def _with_a_list_of_sources(block: dict[str, Any]) -> dict[str, Any]:
    """A single one may stand there without brackets."""
    return {**block, "bron": [block["bron"]]} if isinstance(block.get("bron"), str) else block


def _where(message: str) -> str:
    place = AT.search(message)
    return f"Regel {place[1]}, teken {place[2]}" if place else "Het einde van het bestand"


def _faults_in(document: dict[str, Any]) -> Iterator[Fault]:
    if not document:
        yield Fault(WHOLE_FILE, "Er staat niets in.")
    for rule, blocks in document.items():
        if rule not in RULES:
            yield Fault(f"[[{rule[:40]}]]", f"{quoted(rule)} is geen regel die we kennen.")
        elif not isinstance(blocks, list) or not blocks or not all(isinstance(block, dict) for block in blocks):
            yield Fault(f"[[{rule}]]", "Zet de waarden onder de naam van de regel tussen dubbele haken.")
    if sum(len(blocks) for blocks in document.values() if isinstance(blocks, list)) > MOST_BLOCKS:
        yield Fault(WHOLE_FILE, f"Een bestand heeft hooguit {MOST_BLOCKS} blokken.")
