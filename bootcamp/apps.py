from importlib import import_module

from django.apps import AppConfig

# What registers itself when it is read: who may see what and how long it is kept, and the work in the background.
REGISTERED = [
    *("tasks", "exchange.rights", "exchange.tasks", "experts.rights", "following.rights"),
    *("following.tasks", "plan.rights", "plan.tasks", "running.tasks"),
]


class BootcampConfig(AppConfig):
    name = "bootcamp"
    verbose_name = "Bootcamp"

    def ready(self):
        for module in REGISTERED:
            import_module(f"{self.name}.{module}")
