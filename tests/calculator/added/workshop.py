"""A calculator with something added to it, as one adds it: files beside the others, and a row or a record.

`with_files` lays the files of a test beside those of the calculator; nothing of the calculator itself is replaced.
"""

import contextlib
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import calculator.rules
from calculator.engine import in_use, values
from calculator.method import chapters


@contextlib.contextmanager
def with_files(
    monkeypatch, folder: Path, tmp_path: Path, *, parameters: tuple[str, ...], texts: Mapping[str, str]
) -> Iterator[None]:
    """`parameters`: files of values; `texts`: of each file in `texts/` what is written at its end."""
    own_parameters, own_texts = tmp_path / "parameters", tmp_path / "texts"
    shutil.copytree(values.PARAMETERS, own_parameters)
    shutil.copytree(chapters.TEXTS, own_texts)
    for name in parameters:
        shutil.copy(folder / name, own_parameters)
    for name, added in texts.items():
        text = own_texts / name
        text.write_text(text.read_text() + (folder / added).read_text())
    monkeypatch.setattr(values, "PARAMETERS", own_parameters)
    monkeypatch.setattr(chapters, "TEXTS", own_texts)
    monkeypatch.setattr(calculator.rules, "__path__", [*calculator.rules.__path__, str(folder)])
    yield


@contextlib.contextmanager
def read_anew() -> Iterator[None]:
    """A process that starts with what is there by now."""
    before = in_use.latest()
    chapters.all_groups.cache_clear()
    in_use.switch_to(in_use.ValueSet(before.layers, version=before.version))
    try:
        yield
    finally:
        chapters.all_groups.cache_clear()
        in_use.switch_to(before)
