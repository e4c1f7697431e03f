from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "calculator.releases"
    verbose_name = "Waarden van de WerkUrenBerekenaar"

    def ready(self):
        from calculator.releases import tasks  # noqa: F401 (registers its jobs)
