"""allauth's pages. Signed in or not is what counts there, not who you are."""

from tests.access import everyone, exactly, members, only

HAVE_SECOND_STEP = ("hr", "bestuur", "hr_elders", "bestuur_elders", "expert", "expert_elders", "hpp", "hpp_admin")

ROWS = {
    # Whoever is signed in goes on to the home page.
    "account_login": exactly(others=302, bezoeker=200),
    "account_logout": exactly(others=200, bezoeker=302),
    "account_inactive": everyone(),
    "account_signup": exactly(others=302, bezoeker=200),
    "account_reauthenticate": members(),
    "account_email": members(),
    "account_email_verification_sent": everyone(),
    "account_change_password": members(),
    # They have a password, so they go to the page to change it.
    "account_set_password": members(302),
    "account_reset_password": everyone(),
    "account_reset_password_done": everyone(),
    "account_reset_password_from_key": everyone(arguments=lambda cast: {"uidb36": "1", "key": "verlopen"}),
    "account_reset_password_from_key_done": everyone(),
    "account_confirm_email": everyone(arguments=lambda cast: {"key": "verlopen"}),
    "account_confirm_login_code": members(302),
    "mfa_index": members(),
    # A step on the way in: nobody is there now.
    "mfa_authenticate": members(302),
    "mfa_reauthenticate": only(*HAVE_SECOND_STEP, others=302),
    "mfa_activate_totp": members(302),
    "mfa_deactivate_totp": only(*HAVE_SECOND_STEP, status=302),
    "mfa_view_recovery_codes": members(404),
    "mfa_generate_recovery_codes": members(302),
    "mfa_download_recovery_codes": members(404),
    "mfa_list_webauthn": members(),
    "mfa_add_webauthn": members(302),
    "mfa_reauthenticate_webauthn": members(302),
    "mfa_remove_webauthn": members(302, arguments=lambda cast: {"pk": 1}),
    "mfa_edit_webauthn": members(302, arguments=lambda cast: {"pk": 1}),
    "mfa_login_webauthn": members(302),
    "usersessions_list": members(),
}
