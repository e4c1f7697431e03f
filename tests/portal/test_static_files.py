import os

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from portal import static_files


@pytest.fixture
def own_files(settings, tmp_path):
    """A portal with one style sheet and nothing else."""
    source = tmp_path / "bron"
    source.mkdir()
    (source / "a.css").write_text("p { margin: 0 }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "verzameld"
    static_files.get_finders.__globals__["get_finder"].cache_clear()
    yield source
    static_files.get_finders.__globals__["get_finder"].cache_clear()


def test_files_are_collected_once_and_again_when_one_changes(own_files, settings):
    collected = settings.STATIC_ROOT / "a.css"

    first, second = static_files.collect_when_changed(), static_files.collect_when_changed()
    (own_files / "a.css").write_text("p { margin: 1px }")
    os.utime(own_files / "a.css", (1, 1))
    third = static_files.collect_when_changed()

    assert (first, second, third) == (True, False, True)
    assert collected.read_text() == "p { margin: 1px }"


def test_a_file_that_is_gone_goes_from_the_collection_too(own_files, settings):
    (own_files / "b.css").write_text("b { color: inherit }")
    static_files.collect_when_changed()
    (own_files / "b.css").unlink()

    assert static_files.collect_when_changed()
    assert sorted(path.name for path in settings.STATIC_ROOT.iterdir()) == [".signature", "a.css"]


def test_a_collection_that_was_broken_off_is_done_again(own_files, settings):
    static_files.collect_when_changed()
    (settings.STATIC_ROOT / ".signature").unlink()

    assert static_files.collect_when_changed()


def test_what_pages_ask_for_is_compressed_and_nothing_else(own_files, settings):
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "portal.static_files.StaticFiles"}}
    long = "p { margin: 0; padding: 0 }\n" * 40
    (own_files / "a.css").write_text(long)
    (own_files / "a.js.map").write_text(long)

    static_files.collect_when_changed()

    hashed = {path.name: staticfiles_storage.stored_name(path.name) for path in own_files.iterdir()}
    names = {path.name for path in settings.STATIC_ROOT.iterdir()} - {".signature", "staticfiles.json"}
    assert names == {*hashed, *hashed.values(), *(f"{hashed['a.css']}.{kind}" for kind in ("br", "gz"))}
