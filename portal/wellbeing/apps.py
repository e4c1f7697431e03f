from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WellbeingConfig(AppConfig):
    name = "portal.wellbeing"
    verbose_name = "Hoe gaat het"

    def ready(self):
        # What there is to look at: each app says so in its own signs.py.
        autodiscover_modules("signs")
