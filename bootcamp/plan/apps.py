from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "bootcamp.plan"
    verbose_name = "Plan op één pagina"

    def ready(self):
        from bootcamp.plan import tasks  # noqa: F401 (registers its jobs)
