from django.apps import AppConfig


class SeatsConfig(AppConfig):
    name = "bootcamp.seats"
    verbose_name = "Bootcamps en plekken"

    def ready(self):
        from bootcamp.seats import tasks  # noqa: F401
