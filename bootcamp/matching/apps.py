from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "bootcamp.matching"
    verbose_name = "Formatieronde"

    def ready(self):
        from bootcamp.matching import tasks  # noqa: F401 (registers its jobs)
