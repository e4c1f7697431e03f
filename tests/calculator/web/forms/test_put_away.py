"""What belongs to another choice than the one that was made is put away: the style sheet knows each such choice."""

import re
from pathlib import Path

import pytest

from calculator.web.forms.children import ChildForm
from calculator.web.forms.home import HomeForm
from calculator.web.forms.partner import PartnerForm
from calculator.web.forms.rest import RestForm

STYLES = Path(__file__).resolve().parents[4] / "static" / "css" / "portal.css"


@pytest.mark.parametrize("form", [PartnerForm, ChildForm, HomeForm, RestForm])
def test_each_choice_that_makes_a_field_needless_puts_it_away(form):
    styles = STYLES.read_text()
    known = set(re.findall(r'\[value="([\w-]+)"\]:checked\) > \[data-when\]:not', styles))
    alone = set(re.findall(r'\[value="([\w-]+)"\]:checked\)\) > \[data-when="\1"\]', styles))

    forgotten = {
        (chooser, value)
        for chooser, goes_with in form.only_when.items()
        for value, _ in form.base_fields[chooser].choices
        if needless(goes_with, value, alone) and value not in known
    }

    assert form.only_when
    assert forgotten == set()


def needless(goes_with, value, alone):
    """Fields that don't go with this choice, but for those that go with a single other one which the style sheet knows
    as such."""
    fields = set().union(*goes_with.values())
    put_away = {field for field in fields if {at for at in goes_with if field in goes_with[at]} <= alone}
    return fields - set(goes_with.get(value, ())) - put_away
