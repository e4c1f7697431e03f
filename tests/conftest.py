import pytest

from tests.characters import make_cast

pytest_plugins = ["tests.running", "tests.servers", "tests.browser"]


@pytest.fixture
def cast(db):
    """The standing characters: `cast["directeur"]`, `cast.client("hpp")`, `cast.school`."""
    return make_cast()
