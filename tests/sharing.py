"""How the tests are shared out over the processes of a run, and in what order.

A file that makes something dear for all its tests (a fixture of the module, the portal that a process starts once,
pages that are read once) stays whole; any other test goes to whoever is free. What takes long starts first, so that all
end together. With ORDER=7 the files and the tests in them are shuffled, each number in its own way: no test may lean on
another.
"""

import functools
import os
import random
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent
MAKES_SOMETHING_DEAR = ('scope="module"', "visit_portal", "page_of(", "(broken, ")
# They start servers and programs, or a browser.
WAITS_FOR_OTHERS = {"own_portal", "portal", "postgres", "redis_server", "race", "chromium", "on_servers"}


@functools.cache
def stays_whole(file):
    text = (ROOT / file).read_text()
    return any(sign in text for sign in MAKES_SOMETHING_DEAR)


class Sharing(LoadScopeScheduling):
    """By file where it stays whole, else by test; xdist's own groups do nothing with this pytest."""

    def __init__(self, config, log=None):
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return file if stays_whole(file) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Sharing(config, log) if config.getvalue("dist") in ("load", "loadgroup") else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    if seed := os.environ.get("ORDER"):
        _shuffle(items, random.Random(seed))
    else:
        items.sort(key=_when)


def _when(item):
    """Longest first; a stable sort, so that files stay together."""
    if item.get_closest_marker("long") or stays_whole(item.nodeid.partition("::")[0]):
        return 0
    return 1 if WAITS_FOR_OTHERS & set(item.fixturenames) else 2


def _shuffle(items, chance):
    files = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    shuffled = list(files.values())
    chance.shuffle(shuffled)
    for of_one_file in shuffled:
        chance.shuffle(of_one_file)
    items[:] = [item for of_one_file in shuffled for item in of_one_file]
