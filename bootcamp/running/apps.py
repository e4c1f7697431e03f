from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "bootcamp.running"
    verbose_name = "Bootcamps leiden"

    def ready(self):
        from bootcamp.running import tasks  # noqa: F401 (registers its jobs)
