from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("editorial", "0003_pages"),
    ]

    operations = [
        migrations.RenameModel("Opposition", "SuppressedAddress"),
    ]
