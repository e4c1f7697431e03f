from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "bootcamp.following"
    verbose_name = "Bootcamps volgen"

    def ready(self):
        from bootcamp.following import feeds, tasks  # noqa: F401 (registers its jobs)
        from portal.people import accounts

        accounts.at_new_password(feeds.renew_with_password)
