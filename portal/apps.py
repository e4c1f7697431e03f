from django.apps import AppConfig
from django.contrib.admin import apps as admin


class PortalAdminConfig(admin.AdminConfig):
    default = False
    default_site = "portal.admin_site.PortalAdminSite"


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portaal"

    def ready(self):
        from portal import account_mail, keeping, tasks, worker  # noqa: F401
        from portal.people import sessions  # noqa: F401
