from django.apps import AppConfig


class CalculatorConfig(AppConfig):
    name = "calculator"
    verbose_name = "WerkUrenBerekenaar"

    def ready(self):
        from calculator.releases import keeping, tasks  # noqa: F401
