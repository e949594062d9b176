from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("selections", "0006_tags_by_slug"),
    ]

    operations = [
        migrations.RenameField("transition", "motive", "ground"),
    ]
