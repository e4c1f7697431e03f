from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "bootcamp.results"
    verbose_name = "Resultaten"

    def ready(self):
        from bootcamp.results import tasks  # noqa: F401 (registers its jobs)
