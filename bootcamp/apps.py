from django.apps import AppConfig


class BootcampConfig(AppConfig):
    name = "bootcamp"
    verbose_name = "Bootcamp"

    def ready(self):
        from bootcamp import rights, tasks  # noqa: F401
        from bootcamp.exchange import rights as exchange_rights  # noqa: F401
        from bootcamp.exchange import tasks as exchange_tasks  # noqa: F401
        from bootcamp.experts import rights as expert_rights  # noqa: F401
        from bootcamp.following import rights as following_rights  # noqa: F401
        from bootcamp.following import tasks as following_tasks  # noqa: F401
        from bootcamp.plan import rights as plan_rights  # noqa: F401
        from bootcamp.plan import tasks as plan_tasks  # noqa: F401
        from bootcamp.running import tasks as running_tasks  # noqa: F401
