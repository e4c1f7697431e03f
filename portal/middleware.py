from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from portal.people.accounts import lacks_second_step

TOO_LARGE = "Dit is te groot. Een bestand mag hoogstens 25 MB zijn. Ga terug en kies een kleiner bestand."
# Where nothing of others can be seen, and the pages for setting the step up.
OPEN = {"accessibility", "admin:logout", "contact", "health", "health_of_jobs", "manifest", "privacy", "robots"}
OF_THE_ACCOUNT = ("account_", "mfa_")


class LargestRequestMiddleware:
    """Refuses what is larger than any file that may be uploaded, before anything of it is read or put on disk."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not size.isdecimal() or int(size) > settings.LARGEST_REQUEST:
            return HttpResponse(TOO_LARGE, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class SecondStepMiddleware:
    """Who needs a second step for signing in sets it up before anything else.

    Public pages too: some show more to who is signed in, such as the materials of a bootcamp.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        name = request.resolver_match.view_name or ""
        if name in OPEN or name.startswith(OF_THE_ACCOUNT):
            return None
        if request.user.is_authenticated and lacks_second_step(request.user):
            return redirect("mfa_index")
        return None
