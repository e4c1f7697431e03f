from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "portal.people"
    verbose_name = "Mensen en scholen"

    def ready(self):
        from portal.people import sessions, tasks  # noqa: F401
