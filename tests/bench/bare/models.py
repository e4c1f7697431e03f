from django.db import models


class Material(models.Model):
    title = models.CharField(max_length=200)
    summary = models.TextField()

    def __str__(self):
        return self.title


class Row(models.Model):
    name = models.CharField(max_length=200)
    day = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=2)

    def __str__(self):
        return self.name
