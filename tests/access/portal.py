from django.utils import timezone

from portal.audit.models import Entry
from portal.jobs.models import Job
from portal.people.access import Role
from tests.access import ADMINS, EDITORS, a_file, admin_rows, everyone, members, only
from tests.factories import make_school, make_user


def a_job(cast):
    return Job.objects.create(kind="people.password_link", created_at=timezone.now(), run_after=timezone.now())


def an_entry(cast):
    return Entry.objects.create(at=timezone.now(), by_number=1, by_role=Role.HPP, path="/")


ROWS = {
    "home": everyone(),
    "privacy": everyone(),
    "accessibility": everyone(),
    "contact": everyone(),
    "health": a_file(everyone()),
    "health_of_jobs": a_file(everyone()),
    "robots": a_file(everyone()),
    "security_txt": a_file(everyone()),
    "manifest": a_file(everyone()),
    "my_account": members(),
    "my_data": members(405),
    # The password is asked once more.
    "my_removal": members(302),
    "passkey_offer": members(405),
    "session_left": a_file(everyone()),
    "session_stay": members(405),
    # Nothing was kept, so they go on to the home page.
    "session_resume": members(302),
    **admin_rows("people_board", lambda cast: cast.board),
    **admin_rows("people_school", lambda cast: make_school()),
    **admin_rows("people_user", lambda cast: make_user()),
    **admin_rows("jobs_job", a_job, add=(), delete=()),
    **admin_rows("audit_entry", an_entry, change=ADMINS, add=(), delete=()),
    "admin:index": only(*EDITORS, others=403),
    "admin:login": only(*EDITORS, status=302, others=403),
    # Leaving takes a POST; who was never in goes back to the start of the admin.
    "admin:logout": only(*EDITORS, status=405, others=302),
    # To the portal's own page for it.
    "admin:password_change": only(*EDITORS, status=302, others=403),
    "admin:password_change_done": only(*EDITORS, others=403),
    "admin:autocomplete": only(*EDITORS, status=403, others=403),
    "admin:jsi18n": only(*EDITORS, others=403),
    "admin:app_list": only(*EDITORS, others=403, arguments=lambda cast: {"app_label": "people"}),
    "admin:view_on_site": only(
        *EDITORS, status=404, others=403, arguments=lambda cast: {"content_type_id": 1, "object_id": 1}
    ),
}
