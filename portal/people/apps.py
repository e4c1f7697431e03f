from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "portal.people"
    verbose_name = "Mensen en scholen"

    def ready(self) -> None:
        from portal.people import sessions, tasks  # noqa: F401 (both register what they do)
