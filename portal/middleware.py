from django.contrib import messages
from django.shortcuts import redirect

from portal.accounts import lacks_second_step


class SecondStepMiddleware:
    """Who needs a second step for signing in sets it up before anything else behind the login."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        is_public = not getattr(view_func, "login_required", True)
        is_account_page = (request.resolver_match.url_name or "").startswith(("account_", "mfa_"))
        if is_public or is_account_page or not request.user.is_authenticated:
            return None
        if not lacks_second_step(request.user):
            return None
        messages.warning(request, "Zet eerst een tweede stap aan. Jouw account ziet gegevens van anderen.")
        return redirect("mfa_index")
