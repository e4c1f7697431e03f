// Says it in words when a passkey did not work; allauth only writes that to the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const notice of document.querySelectorAll("[data-passkey-failed]")) notice.hidden = false;
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("#passkey_login, #mfa_webauthn_add, #mfa_webauthn_authenticate, #mfa_webauthn_reauthenticate")) return;
  for (const notice of document.querySelectorAll("[data-passkey-failed]")) notice.hidden = true;
});
