import passeurs.core.clock
from django.db import migrations, models


def as_made(apps, schema_editor):
    """What was known of proposals made before: their own moment."""
    apps.get_model("associations", "MatchingProposal").objects.update(frozen_at=models.F("made_at"))


class Migration(migrations.Migration):

    dependencies = [
        ("associations", "0008_meeting_voice"),
    ]

    operations = [
        migrations.AddField(
            model_name="matchingproposal",
            name="frozen_at",
            field=models.DateTimeField(default=passeurs.core.clock.now),
        ),
        migrations.RunPython(as_made, migrations.RunPython.noop),
    ]
