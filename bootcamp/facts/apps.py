from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "bootcamp.facts"
    verbose_name = "De feiten op tafel"

    def ready(self):
        from bootcamp.facts import tasks  # noqa: F401 (registers its jobs)
