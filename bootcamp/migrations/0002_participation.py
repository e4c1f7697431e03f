"""Who takes part gets a row of their own, with the marks of the mails that went to them.

The table exists already as that of the participants of an enrolment; its rows stay. The marks of the enrolment as a
whole go: whoever is in already has had the mail.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("bootcamp", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("enrolment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="participations", to="bootcamp.enrolment")),
                        ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="participations", to=settings.AUTH_USER_MODEL, verbose_name="deelnemer")),
                    ],
                    options={
                        "verbose_name": "deelname",
                        "verbose_name_plural": "deelnames",
                        "db_table": "bootcamp_enrolment_participants",
                        "unique_together": {("enrolment", "user")},
                    },
                ),
                migrations.AlterField(
                    model_name="enrolment",
                    name="participants",
                    field=models.ManyToManyField(related_name="enrolments", through="bootcamp.Participation", to=settings.AUTH_USER_MODEL, verbose_name="deelnemers"),
                ),
            ],
        ),
        migrations.AlterModelTable(name="participation", table=None),
        migrations.AlterUniqueTogether(name="participation", unique_together=set()),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(fields=("enrolment", "user"), name="participant_once_per_enrolment", violation_error_message="Deze deelnemer staat er al bij."),
        ),
        migrations.AddField(
            model_name="participation",
            name="proof_sent_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="bevestiging gemaild op"),
        ),
        migrations.AddField(
            model_name="participation",
            name="cancellation_sent_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="afmelding gemaild op"),
        ),
        migrations.RemoveField(model_name="enrolment", name="proof_sent_at"),
        migrations.RemoveField(model_name="enrolment", name="cancellation_sent_at"),
    ]
