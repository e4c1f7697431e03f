from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "portal.people.lists"
    verbose_name = "Lijsten van scholen"

    def ready(self) -> None:
        from portal.people.lists import tasks  # noqa: F401 (the queue finds what it registers)
