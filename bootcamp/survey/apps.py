from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "bootcamp.survey"
    verbose_name = "Vragenlijst"
