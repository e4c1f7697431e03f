import pytest

from calculator.engine import in_use


@pytest.fixture(autouse=True)
def values_of_the_code():
    """What a test releases goes with its database."""
    yield
    in_use.switch_to(in_use.BASE)
