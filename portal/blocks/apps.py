from django.apps import AppConfig


class BlocksConfig(AppConfig):
    name = "portal.blocks"
    label = "blocks"
    verbose_name = "Kleine getallen"

    def ready(self) -> None:
        from portal.blocks import keeping, publishing  # noqa: F401 (both register what they do)
