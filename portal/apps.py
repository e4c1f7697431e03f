from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portaal"

    def ready(self):
        from portal import retention, tasks  # noqa: F401
        from portal.models import User

        retention.keep(
            User,
            months=24,
            why="Wie twee jaar niet inlogt, heeft het account niet meer nodig.",
            expired=User.objects.not_seen_since,
        )
