"""The rhythms a programme starts with; the team's database may hold others."""

from django.db import migrations

RHYTHMS = (("mois", "une fois par mois", 28), ("quinzaine", "tous les quinze jours", 14))


def add(apps, schema_editor):
    Rhythm = apps.get_model("editorial", "Rhythm")
    for slug, label, gap_days in RHYTHMS:
        Rhythm.objects.get_or_create(slug=slug, defaults={"label": label, "gap_days": gap_days})


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_letter")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
