"""Words in -aux are now indexed as their singular: rows that bear one in their name are indexed anew."""

from django.db import migrations

from passeurs.core.search.index import stem


def index_anew(apps, _schema_editor):
    for name in ("Venue", "Offer", "Work"):
        model = apps.get_model("catalogue", name)
        for row in model.objects.filter(search_name__contains="aux").only("search_name", "search_text").iterator():
            now = {word[:-1]: stem(word) for word in row.search_name.split() if word.endswith("aux")}
            text = " ".join(dict.fromkeys(now.get(word, word) for word in row.search_text.split()))
            if text != row.search_text:
                model.objects.filter(pk=row.pk).update(search_text=text)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_run_state")]

    operations = [migrations.RunPython(index_anew, migrations.RunPython.noop, elidable=True)]
