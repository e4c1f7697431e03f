from django.db import migrations

from portal.text import search


class Migration(migrations.Migration):
    dependencies = [("bootcamp", "0002_initial")]

    operations = [search.DutchIndex("bootcamp_post", "words")]
