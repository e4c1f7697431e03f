from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "bootcamp.boards"
    verbose_name = "Wat een bestuur afspreekt"

    def ready(self):
        from bootcamp.boards import letters, plans  # noqa: F401 (both register what they do)
