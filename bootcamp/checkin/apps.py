from django.apps import AppConfig


class CheckInConfig(AppConfig):
    name = "bootcamp.checkin"
    verbose_name = "Elke maand vijf minuten"

    def ready(self):
        from bootcamp.checkin import rounds  # noqa: F401 (registers its mail, and who needs no other)
