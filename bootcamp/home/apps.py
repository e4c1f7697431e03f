from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class HomeConfig(AppConfig):
    name = "bootcamp.home"
    verbose_name = "Mijn school en onze scholen"

    def ready(self):
        # What each room has to do for a school, and what it shows on the homes.
        autodiscover_modules("todo", "pieces")
