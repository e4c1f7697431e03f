from django.db import migrations

from portal.text import search


class Migration(migrations.Migration):
    dependencies = [("materials", "0001_initial")]

    operations = [search.DutchIndex("materials_material", "title", "summary", "body")]
