"""The themes and moods a programme starts with; the team changes them."""

from django.db import migrations

THEMES = {
    "a-l-affiche": "À l’affiche", "gratuit": "Gratuit", "en-famille": "En famille", "entre-amis": "Entre amis",
    "lire": "Lire", "ecouter": "Écouter", "voir-un-film": "Voir un film", "musees": "Musées et expos",
    "scene": "Sur scène", "patrimoine": "Patrimoine", "festivals": "Festivals", "reviser": "Réviser",
    "jouer": "Jouer", "creer": "Créer",
}
MOODS = {
    "au-chaud": "Au chaud", "dehors": "Dehors", "en-solo": "En solo", "rire": "Pour rire", "reflechir": "Pour réfléchir",
    "frissonner": "Pour frissonner", "calme": "Au calme",
}


def add(apps, schema_editor):
    Tag = apps.get_model("selections", "Tag")
    for kind, tags in (("theme", THEMES), ("mood", MOODS)):
        for slug, label in tags.items():
            Tag.objects.get_or_create(slug=slug, defaults={"kind": kind, "label": label})


class Migration(migrations.Migration):
    dependencies = [("selections", "0002_tags_and_sections")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
