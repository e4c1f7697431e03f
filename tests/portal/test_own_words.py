"""What libraries say to people, we say ourselves: in Dutch, and as "je"."""

from pathlib import Path

import allauth
import pytest
from django.template.loader import get_template
from django.urls import reverse

from tests.pages import FOREIGN

THEIRS = Path(allauth.__file__).parent / "templates"
# Of parts that the portal leaves out: other sites to sign in with, and telephone numbers.
LEFT_OUT = ("socialaccount/", "account/messages/phone_")
SAID = sorted(
    name
    for path in THEIRS.glob("**/messages/*.txt")
    if not (name := str(path.relative_to(THEIRS))).startswith(LEFT_OUT)
)


@pytest.mark.parametrize("name", SAID)
def test_each_message_of_a_library_is_ours(name):
    template = get_template(name)

    assert not Path(template.origin.name).is_relative_to(THEIRS)
    text = template.render({"email": "sanne@school.test", "recipient": "sanne@school.test"})
    assert not FOREIGN.search(text), text
    assert text.strip().endswith(".")


FORMS = [
    "account_login",
    "account_reset_password",
    "account_change_password",
    "account_email",
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("typed", ["", "x", "x@x", "password", "12345678"])
def test_no_refusal_of_an_account_form_is_english(cast, name, typed):
    """Every field filled with the same nonsense, so that each of its checks speaks."""
    client = cast.client("bezoeker" if name in ("account_login", "account_reset_password") else "directeur")
    page = client.get(reverse(name), follow=True)
    form = page.context["form"]

    posted = {"action_add": ""} | dict.fromkeys(form.fields, typed)
    answer = client.post(page.request["PATH_INFO"], posted, follow=True)

    texts = [str(error) for errors in answer.context["form"].errors.values() for error in errors]
    texts += [str(message) for message in answer.context["messages"]]
    assert texts, "something was refused"
    assert [text for text in texts if FOREIGN.search(text)] == []
