import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

# Built before anyone can ask: first requests that come together, each in a thread, would meet it half made.
from portal.starting import prepare_for_requests  # noqa: E402 (needs the apps)

prepare_for_requests()
