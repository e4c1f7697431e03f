from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "bootcamp.following"
    verbose_name = "Bootcamps volgen"

    def ready(self):
        from bootcamp.following import tasks  # noqa: F401
