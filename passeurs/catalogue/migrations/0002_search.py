"""Make venues, offers and works searchable: full-text indexes of the database itself."""

from django.db import migrations

from passeurs.core.search.operations import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [SearchIndex("venue"), SearchIndex("offer"), SearchIndex("work")]
