from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    name = "bootcamp.benchmarks"
    verbose_name = "Cijfers om mee te vergelijken"
