"""Which tests stay together in one process of a run, and in what order they start."""

import itertools
import random
from types import SimpleNamespace

import pytest

from tests import sharing


@pytest.fixture
def share():
    return object.__new__(sharing.Sharing)._split_scope


def test_a_file_that_makes_something_for_all_its_tests_stays_whole(share):
    one, two = (share(f"tests/portal/test_faults.py::test_{name}") for name in ("one", "two[a::b@c]"))

    assert one == two == "tests/portal/test_faults.py"


def test_other_tests_go_to_whoever_is_free(share):
    assert share("tests/test_pages.py::test_one[a]") != share("tests/test_pages.py::test_one[b]")


def test_each_shuffle_keeps_files_together_and_is_one_of_its_own():
    names = [(file, number) for file in "abcd" for number in range(5)]
    items = {seed: [SimpleNamespace(path=file, number=number) for file, number in names] for seed in (7, 8)}

    for seed, shuffled in items.items():
        sharing._shuffle(shuffled, random.Random(seed))

    orders = [[(item.path, item.number) for item in shuffled] for shuffled in items.values()]
    assert orders[0] != orders[1] != names
    for order in orders:
        assert sorted(order) == names
        assert sum(before[0] != after[0] for before, after in itertools.pairwise(order)) == 3
