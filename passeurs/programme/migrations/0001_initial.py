import django.db.models.deletion
import passeurs.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='City',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('insee', models.CharField(max_length=5, unique=True, verbose_name='code INSEE')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('lat', models.FloatField(verbose_name='latitude')),
                ('lon', models.FloatField(verbose_name='longitude')),
            ],
            options={
                'verbose_name': 'ville',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('presentation', models.TextField(blank=True, verbose_name='présentation')),
                ('min_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='âge minimum')),
                ('max_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='âge maximum')),
                ('answer_days', models.PositiveSmallIntegerField(default=7, verbose_name='délai de réponse promis, en jours')),
                ('tracks', models.JSONField(blank=True, default=list, verbose_name='parcours proposés')),
            ],
            options={
                'verbose_name': 'programme',
            },
        ),
        migrations.CreateModel(
            name='Charter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('body', models.TextField(verbose_name='texte')),
                ('published_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='charters', to='programme.programme')),
            ],
            options={
                'verbose_name': 'charte',
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='SchoolBreak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('zone', models.CharField(blank=True, max_length=3, verbose_name='zone')),
                ('kind', models.CharField(choices=[('holiday', 'vacances'), ('exam', 'examens')], default='holiday', max_length=7, verbose_name='quoi')),
                ('label', models.CharField(max_length=80, verbose_name='nom')),
                ('starts_on', models.DateField(verbose_name='premier jour')),
                ('ends_on', models.DateField(verbose_name='dernier jour')),
            ],
            options={
                'verbose_name': 'vacances ou examens',
                'ordering': ['starts_on', 'zone', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('zone', 'kind', 'starts_on'), name='term_once'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='term_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Season',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('starts_on', models.DateField(verbose_name='début')),
                ('ends_on', models.DateField(verbose_name='fin')),
                ('phase', models.CharField(choices=[('preparation', 'en préparation'), ('recruitment', 'recrutement ouvert'), ('running', 'en cours'), ('handover', 'passage de relais'), ('archived', 'archivée')], default='preparation', max_length=20, verbose_name='phase')),
                ('cloned_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programme.season')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seasons', to='programme.programme')),
            ],
            options={
                'verbose_name': 'saison',
                'ordering': ['-starts_on', '-number'],
            },
        ),
        migrations.CreateModel(
            name='SeasonCity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_count', models.PositiveSmallIntegerField(default=0, verbose_name='places')),
                ('goals', models.JSONField(blank=True, default=dict, verbose_name='objectifs')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='season_cities', to='programme.city')),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='season_cities', to='programme.season')),
            ],
            options={
                'verbose_name': 'ville de la saison',
                'ordering': ['city__name'],
            },
        ),
        migrations.AddField(
            model_name='season',
            name='cities',
            field=models.ManyToManyField(related_name='seasons', through='programme.SeasonCity', to='programme.city'),
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('active', 'en cours'), ('paused', 'en pause'), ('ended', 'terminé'), ('resigned', 'arrêté')], default='active', max_length=10)),
                ('track', models.CharField(blank=True, max_length=40, verbose_name='parcours')),
                ('started_on', models.DateField(default=passeurs.core.clock.today)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('paused_until', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to=settings.AUTH_USER_MODEL)),
                ('season_city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='programme.seasoncity')),
            ],
            options={
                'verbose_name': 'mandat',
            },
        ),
        migrations.CreateModel(
            name='ExamPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(verbose_name='au')),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exam_pauses', to='programme.mandate')),
            ],
            options={
                'verbose_name': 'pause d’examens',
                'ordering': ['starts_on', 'pk'],
                'indexes': [models.Index(fields=['ends_on', 'starts_on'], name='exam_pause_days')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='exam_pause_ends_after'), models.UniqueConstraint(fields=('mandate', 'starts_on'), name='exam_pause_once')],
            },
        ),
        migrations.CreateModel(
            name='CharterAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('charter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='programme.charter')),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='charter_acceptances', to='programme.mandate')),
            ],
            options={
                'verbose_name': 'charte acceptée',
                'constraints': [models.UniqueConstraint(fields=('mandate', 'charter'), name='charter_accepted_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='charter',
            constraint=models.UniqueConstraint(fields=('programme', 'version'), name='charter_version_unique'),
        ),
        migrations.AddConstraint(
            model_name='seasoncity',
            constraint=models.UniqueConstraint(fields=('season', 'city'), name='seasoncity_unique'),
        ),
        migrations.AddConstraint(
            model_name='season',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='season_number_unique'),
        ),
        migrations.AddConstraint(
            model_name='season',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='season_ends_after_start'),
        ),
        migrations.AddIndex(
            model_name='mandate',
            index=models.Index(fields=['state', 'season_city'], name='mandate_state_city'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['active', 'paused'])), fields=('person', 'season_city'), name='mandate_one_running'),
        ),
    ]
