from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "portal.people.entrance"
    verbose_name = "Aanmeldingen"

    def ready(self) -> None:
        from portal.people import accounts
        from portal.people.entrance import actions, tasks  # noqa: F401 (the queue finds what it registers)

        accounts.when_verified(actions.arrive)
