"""The five goals of the approach (domain words): sessions and materials each serve one."""

from django.db import models


class Goal(models.IntegerChoices):
    FACTS = 1, "De feiten op tafel"
    TEACHERS = 2, "Leerkrachten"
    DIRECTORS = 3, "Directie en HR"
    RESULTS = 4, "Resultaat"
    SECURE = 5, "Borgen"
