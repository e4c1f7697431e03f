from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "portal.jobs"
    verbose_name = "Werk op de achtergrond"

    def ready(self) -> None:
        from portal.jobs import alive, worker  # noqa: F401 (both listen to a worker that starts or stops)
