from django.apps import AppConfig
from django.contrib.admin import apps as admin


class PortalAdminConfig(admin.AdminConfig):
    default = False
    default_site = "portal.admin_site.PortalAdminSite"


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portaal"

    def ready(self):
        from portal import account_mail, retention, tasks  # noqa: F401
        from portal.models import User

        retention.keep(
            User,
            months=24,
            why="Wie twee jaar niet inlogt, heeft het account niet meer nodig.",
            expired=User.objects.not_seen_since,
        )
