from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "calculator.releases"
    verbose_name = "Waarden van de WerkUrenBerekenaar"

    def ready(self):
        from calculator.releases import keeping, tasks  # noqa: F401
