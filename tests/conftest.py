import signal

import pytest

from portal import limits
from tests.characters import make_cast

# Tests that run in the background have Ctrl-C ignored, and so would every program that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ["tests.running", "tests.servers", "tests.browser", "tests.postbox"]


@pytest.fixture
def cast(db):
    """The standing characters: `cast["directeur"]`, `cast.client("hpp")`, `cast.school`."""
    return make_cast()


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """Each test starts with its rate limits unused."""
    limits._limiter.cache_clear()
