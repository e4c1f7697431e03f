from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PostConfig(AppConfig):
    name = "portal.post"
    verbose_name = "Post"

    def ready(self) -> None:
        # Which mails there are: each app says so in its own letters.py.
        autodiscover_modules("letters")
        # Its item in the menu comes after those of the rooms (their menus.py).
        from portal.post import keeping, menu, tasks  # noqa: F401

        keeping.register()
