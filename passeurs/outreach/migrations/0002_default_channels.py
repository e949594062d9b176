"""The usual channels. A town adds, renames or reorders its own."""

from django.db import migrations

# slug, label, utm_source, utm_medium, longest caption
CHANNELS = [
    ("insta", "Instagram", "insta", "smo", 2200),
    ("tiktok", "TikTok", "tiktok", "smo", 2200),
    ("snapchat", "Snapchat", "snapchat", "smo", None),
    ("whatsapp", "WhatsApp", "whatsapp", "smo", None),
    ("mastodon", "Mastodon", "mastodon", "smo", 500),
    ("bluesky", "Bluesky", "bluesky", "smo", 300),
    ("lycee", "Au lycée, à la fac", "lycee", "partner", None),
    ("affiche", "Affiche, flyer", "affiche", "partner", None),
    ("autre", "Autre", "autre", "smo", None),
]


def add_channels(apps, schema_editor):
    channel = apps.get_model("outreach", "Channel")
    for position, (slug, label, source, medium, limit) in enumerate(CHANNELS, start=1):
        channel.objects.get_or_create(
            slug=slug,
            defaults={
                "label": label,
                "utm_source": source,
                "utm_medium": medium,
                "caption_limit": limit,
                "position": position * 10,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_channels_and_links")]
    operations = [migrations.RunPython(add_channels, migrations.RunPython.noop)]
