from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "bootcamp.exchange"
    verbose_name = "Uitwisseling"

    def ready(self):
        from bootcamp.exchange import tasks  # noqa: F401 (registers its jobs)
