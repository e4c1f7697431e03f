from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "portal.people.desk"
    verbose_name = "Mensen, scholen en besturen"
