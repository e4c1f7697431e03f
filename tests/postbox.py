import pytest

from deploy.postbox import Postbox


@pytest.fixture
def postbox():
    """A mail server that keeps what it gets, in `letters`."""
    with Postbox() as box:
        yield box
        box.shutdown()
