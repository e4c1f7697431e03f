from django.utils import timezone

from portal.jobs.models import Job
from tests.access import EDITORS, a_file, admin_rows, everyone, members, only
from tests.factories import make_school, make_user


def a_job(cast):
    return Job.objects.create(kind="portal.account_notice", created_at=timezone.now(), run_after=timezone.now())


ROWS = {
    "home": everyone(),
    "privacy": everyone(),
    "accessibility": everyone(),
    "contact": everyone(),
    "health": a_file(everyone()),
    "health_of_jobs": a_file(everyone()),
    "robots": a_file(everyone()),
    "manifest": a_file(everyone()),
    "my_account": members(),
    **admin_rows("people_board", lambda cast: cast.board),
    **admin_rows("people_school", lambda cast: make_school()),
    **admin_rows("people_user", lambda cast: make_user()),
    **admin_rows("jobs_job", a_job, add=(), delete=()),
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
