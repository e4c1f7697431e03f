from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PostConfig(AppConfig):
    name = "portal.post"
    verbose_name = "Post"

    def ready(self) -> None:
        # Which mails there are: each app says so in its own letters.py.
        autodiscover_modules("letters")
        from portal.post import keeping, tasks  # noqa: F401 (tasks registers its jobs)

        keeping.register()
