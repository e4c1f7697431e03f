from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    name = "bootcamp.experts"
    verbose_name = "Hulp van een expert"
