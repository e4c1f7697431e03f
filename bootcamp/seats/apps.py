from django.apps import AppConfig


class SeatsConfig(AppConfig):
    name = "bootcamp.seats"
    verbose_name = "Bootcamps en plekken"
