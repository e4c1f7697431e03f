"""How sure the engine is of a value has words and a bead on the pages."""

import pytest

from calculator.engine.values import Zekerheid
from portal.templatetags.components import confidence


@pytest.mark.parametrize("sure", Zekerheid)
def test_each_kind_of_sureness_has_words(sure):
    assert 'class="confidence' in confidence(sure.value)
