import django.db.models.deletion
import passeurs.core.clock
from django.conf import settings
from django.db import migrations, models

# The usual channels. A town adds, renames or reorders its own.
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

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=30, unique=True)),
                ('label', models.CharField(max_length=60, verbose_name='nom')),
                ('utm_source', models.CharField(blank=True, max_length=30)),
                ('utm_medium', models.CharField(blank=True, max_length=30)),
                ('caption_limit', models.PositiveIntegerField(blank=True, null=True, verbose_name='longueur d’une légende')),
                ('position', models.PositiveSmallIntegerField(default=50)),
            ],
            options={
                'verbose_name': 'canal',
                'ordering': ['position', 'label'],
            },
        ),
        migrations.CreateModel(
            name='TrackedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16, unique=True)),
                ('kind', models.CharField(blank=True, max_length=30)),
                ('ref', models.CharField(blank=True, max_length=140)),
                ('target', models.CharField(blank=True, max_length=600, verbose_name='adresse')),
                ('label', models.CharField(blank=True, max_length=200, verbose_name='titre')),
                ('campaign', models.CharField(blank=True, max_length=60)),
                ('created_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='outreach.channel')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='tracked_links', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lien court',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='LinkCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('count', models.PositiveIntegerField(default=0)),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='outreach.trackedlink')),
            ],
            options={
                'verbose_name': 'passages d’un jour',
                'ordering': ['day'],
            },
        ),
        migrations.AddIndex(
            model_name='trackedlink',
            index=models.Index(fields=['person', '-created_at'], name='trackedlink_person'),
        ),
        migrations.AddConstraint(
            model_name='trackedlink',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('person', 'kind', 'ref', 'target', 'channel'), name='trackedlink_one_live'),
        ),
        migrations.AddConstraint(
            model_name='trackedlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', ''), _negated=True), models.Q(('target', ''), _negated=True), _connector='OR'), name='trackedlink_leads_somewhere'),
        ),
        migrations.AddIndex(
            model_name='linkcount',
            index=models.Index(fields=['day', 'link'], name='linkcount_day'),
        ),
        migrations.AddConstraint(
            model_name='linkcount',
            constraint=models.UniqueConstraint(fields=('link', 'day'), name='linkcount_one_a_day'),
        ),
        migrations.RunPython(add_channels, migrations.RunPython.noop),
    ]
