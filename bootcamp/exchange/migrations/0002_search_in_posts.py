from django.db import migrations

from portal.text import search


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]

    operations = [search.DutchIndex("exchange_post", "words")]
