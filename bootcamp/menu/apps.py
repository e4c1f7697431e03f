from django.apps import AppConfig


class MenuConfig(AppConfig):
    name = "bootcamp.menu"
    verbose_name = "Keuzemenu"

    def ready(self):
        from bootcamp.menu import offering, tasks  # noqa: F401 (they register themselves)
