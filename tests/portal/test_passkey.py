"""A passkey in a real browser, with the virtual key of its developer tools."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse

from portal.people.access import Role
from tests.factories import PASSWORD, make_user


@pytest.fixture
def with_key(visit):
    """`page, key = with_key(path)`: a browser on a device with passkeys; `key(isUserVerified=False)` says no."""

    def open_page(path):
        page = visit(path)
        tools = page.context.new_cdp_session(page)
        tools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        authenticator = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return page, lambda **state: tools.send(
            "WebAuthn.setUserVerified", {"authenticatorId": authenticator["authenticatorId"], **state}
        )

    return open_page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_and_then_is_all_it_takes_to_sign_in(with_key):
    cache.clear()
    user = make_user(Role.EXPERT)
    page, key = with_key(reverse("account_login"))
    home = page.url.removesuffix(reverse("account_login")) + "/"

    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**" + reverse("mfa_index"))
    page.get_by_role("link", name="Voeg toe").click()
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_label("Naam").fill("Laptop van school")
    page.get_by_label("Gebruik hem ook zonder wachtwoord").check()
    page.get_by_role("button", name="Voeg toe").click()
    page.wait_for_url(lambda url: "webauthn/add" not in url and "/2fa/" in url)
    kept = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    page.goto(reverse("home"))
    page.locator(".site-header__wide details").first.click()
    page.locator(".site-header__wide").get_by_role("button", name="Uitloggen").click()
    page.wait_for_url(home)
    page.goto(reverse("account_login"))

    key(isUserVerified=False)
    page.get_by_role("button", name="Log in met een passkey").click()
    refused = page.get_by_text("Dat lukte niet met je passkey")
    refused.wait_for()
    key(isUserVerified=True)
    page.get_by_role("button", name="Log in met een passkey").click()
    page.wait_for_url("**" + reverse("bootcamp:expert_work"))
    page.goto(reverse("my_account"))

    assert kept.user == user
    assert kept.wrap().name == "Laptop van school"
    assert user.email in page.locator("main").inner_text()
    assert "staat aan" in page.locator("main").inner_text()
