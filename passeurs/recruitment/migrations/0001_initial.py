import django.db.models.deletion
import django.db.models.functions.text
import passeurs.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('programme', '0001_initial'),
        ('questionnaires', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallAlert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='adresse e-mail')),
                ('asked_at', models.DateTimeField(default=passeurs.core.clock.now)),
            ],
            options={
                'verbose_name': 'alerte d’ouverture',
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='adresse de la page')),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('summary', models.CharField(max_length=300, verbose_name='en une phrase')),
                ('presentation', models.TextField(max_length=10000, verbose_name='présentation')),
                ('opens_at', models.DateTimeField(verbose_name='ouverture')),
                ('closes_at', models.DateTimeField(verbose_name='fermeture')),
                ('answer_on', models.DateField(verbose_name='réponse promise le')),
                ('min_age', models.PositiveSmallIntegerField(verbose_name='âge minimum')),
                ('max_age', models.PositiveSmallIntegerField(verbose_name='âge maximum')),
                ('age_on', models.DateField(verbose_name='âge compté le')),
                ('rule_text', models.TextField(max_length=10000, verbose_name='comment le choix est fait')),
                ('data_text', models.TextField(max_length=10000, verbose_name='ce que deviennent les données')),
                ('confirm_days', models.PositiveSmallIntegerField(default=10, verbose_name='jours pour confirmer une place')),
                ('draft_keep_days', models.PositiveSmallIntegerField(default=30, verbose_name='jours pendant lesquels un brouillon est gardé après la fermeture')),
                ('keep_days', models.PositiveSmallIntegerField(default=365, verbose_name='jours pendant lesquels une candidature est gardée après la réponse')),
                ('state', models.CharField(choices=[('draft', 'en préparation'), ('open', 'ouvert'), ('closed', 'fermé'), ('decided', 'décidé')], default='draft', max_length=8)),
                ('reading_phase', models.CharField(choices=[('eligibility', 'recevabilité'), ('reading', 'lecture'), ('discussion', 'discussion'), ('threshold', 'seuil')], default='eligibility', max_length=12)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('charter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.charter', verbose_name='charte')),
                ('questionnaire', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.questionnaire', verbose_name='questionnaire')),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='programme.season')),
                ('season_cities', models.ManyToManyField(related_name='calls', to='programme.seasoncity', verbose_name='villes')),
            ],
            options={
                'verbose_name': 'appel à candidatures',
                'verbose_name_plural': 'appels à candidatures',
                'ordering': ['-opens_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('DRAFT', 'commencée'), ('NEW', 'reçue'), ('WAITING', 'à l’étude'), ('PRESELECTED', 'présélectionnée'), ('BACKUP', 'sur liste complémentaire'), ('VALIDATED', 'retenue'), ('WITHDRAWN', 'retirée'), ('REJECTED', 'non retenue')], default='DRAFT', max_length=12)),
                ('is_test', models.BooleanField(default=False)),
                ('external_ref', models.CharField(blank=True, max_length=80)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse e-mail')),
                ('first_name', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(blank=True, max_length=80, verbose_name='nom')),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='date de naissance')),
                ('age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('commune_code', models.CharField(blank=True, max_length=5, verbose_name='commune')),
                ('guardian_name', models.CharField(blank=True, max_length=120)),
                ('guardian_email', models.EmailField(blank=True, max_length=254)),
                ('charter_accepted_at', models.DateTimeField(blank=True, null=True)),
                ('guardian_charter_at', models.DateTimeField(blank=True, null=True)),
                ('mail_returned_at', models.DateTimeField(blank=True, null=True)),
                ('proven_at', models.DateTimeField(blank=True, null=True)),
                ('started_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('updated_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('feedback', models.TextField(blank=True, max_length=1000)),
                ('feedback_approved_at', models.DateTimeField(blank=True, null=True)),
                ('eligibility', models.CharField(blank=True, choices=[('', 'à vérifier'), ('yes', 'recevable'), ('no', 'non recevable')], max_length=3)),
                ('ineligible_why', models.CharField(blank=True, max_length=300, verbose_name='pourquoi elle n’est pas recevable')),
                ('planned_status', models.CharField(blank=True, choices=[('DRAFT', 'commencée'), ('NEW', 'reçue'), ('WAITING', 'à l’étude'), ('PRESELECTED', 'présélectionnée'), ('BACKUP', 'sur liste complémentaire'), ('VALIDATED', 'retenue'), ('WITHDRAWN', 'retirée'), ('REJECTED', 'non retenue')], max_length=12)),
                ('confirm_by', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('anonymised_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guardianship', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='application', to='people.guardianship')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applications', to=settings.AUTH_USER_MODEL)),
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='application', to='questionnaires.response')),
                ('season_city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='programme.seasoncity')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='recruitment.call')),
            ],
            options={
                'verbose_name': 'candidature',
                'ordering': ['submitted_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AnswerBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texts', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('sending', 'en cours'), ('paused', 'en pause'), ('done', 'terminé')], default='sending', max_length=8)),
                ('total', models.PositiveIntegerField()),
                ('refused_count', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answer_batches', to='recruitment.call')),
            ],
            options={
                'verbose_name': 'envoi des réponses',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.TextField(max_length=1000, verbose_name='ce qu’il faut corriger')),
                ('asked_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='recruitment.application')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.question')),
            ],
            options={
                'verbose_name': 'correction demandée',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('computing', 'calcul en cours'), ('failed', 'impossible'), ('ready', 'prêt'), ('committed', 'engagé'), ('drawn', 'fait')], default='computing', max_length=10)),
                ('quotas', models.JSONField(default=list)),
                ('local', models.JSONField(default=list)),
                ('places', models.JSONField(default=dict)),
                ('source', models.CharField(max_length=300, verbose_name='source du hasard')),
                ('draw_at', models.DateTimeField(verbose_name='jour et heure du tirage')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='raison d’un nouveau tirage')),
                ('lottery', models.JSONField(blank=True, null=True)),
                ('kept', models.JSONField(blank=True, null=True)),
                ('facts', models.JSONField(default=dict)),
                ('told', models.TextField(blank=True)),
                ('report', models.TextField(blank=True)),
                ('commitment', models.CharField(blank=True, max_length=64)),
                ('committed_at', models.DateTimeField(blank=True, null=True)),
                ('beacon', models.CharField(blank=True, max_length=256)),
                ('rolls', models.CharField(blank=True, max_length=300)),
                ('drand_round', models.PositiveBigIntegerField(blank=True, null=True)),
                ('rehearsal', models.JSONField(blank=True, null=True)),
                ('certificate', models.JSONField(blank=True, null=True)),
                ('drawn_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='recruitment.call')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tirage',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DrawEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pseudonym', models.CharField(max_length=24)),
                ('numerator', models.PositiveBigIntegerField()),
                ('denominator', models.PositiveBigIntegerField()),
                ('is_selected', models.BooleanField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draw_entries', to='recruitment.application')),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='recruitment.draw')),
            ],
            options={
                'verbose_name': 'personne d’un tirage',
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('is_json', models.BooleanField(default=False)),
                ('content', models.TextField(blank=True)),
                ('mapping', models.JSONField(default=dict)),
                ('is_told', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('uploaded', 'déposé'), ('trying', 'essai en cours'), ('tried', 'essayé'), ('importing', 'import en cours'), ('done', 'importé')], default='uploaded', max_length=9)),
                ('report', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='intakes', to='recruitment.call')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import de candidatures',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Label',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='étiquette')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labels', to='recruitment.call')),
            ],
            options={
                'verbose_name': 'étiquette',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='application',
            name='labels',
            field=models.ManyToManyField(blank=True, related_name='applications', to='recruitment.label'),
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='note interne')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='recruitment.application')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'note interne',
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(max_length=40)),
                ('value', models.CharField(max_length=200)),
                ('share', models.FloatField(null=True)),
                ('minimum', models.PositiveIntegerField(null=True)),
                ('maximum', models.PositiveIntegerField(null=True)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='recruitment.call')),
                ('season_city', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programme.seasoncity')),
            ],
            options={
                'verbose_name': 'quota',
            },
        ),
        migrations.CreateModel(
            name='ReaderProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.PositiveSmallIntegerField(default=100, verbose_name='candidatures au plus, par appel')),
                ('tracks', models.JSONField(blank=True, default=list)),
                ('knows', models.TextField(blank=True, max_length=2000, verbose_name='noms et établissements')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reader_profile', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'profil de lecture',
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assigned_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('scores', models.JSONField(default=dict)),
                ('score', models.FloatField(blank=True, null=True)),
                ('comment', models.TextField(blank=True, max_length=1000, verbose_name='ce que la personne pourra lire')),
                ('given_at', models.DateTimeField(blank=True, null=True)),
                ('conflict_at', models.DateTimeField(blank=True, null=True)),
                ('conflict_why', models.CharField(blank=True, max_length=200)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='recruitment.application')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lecture',
                'ordering': ['assigned_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Track',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('name', models.CharField(max_length=60, verbose_name='nom')),
                ('presentation', models.CharField(max_length=400, verbose_name='ce qu’on y fait')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tracks', to='recruitment.call')),
            ],
            options={
                'verbose_name': 'parcours',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('label', models.CharField(max_length=200, verbose_name='critère')),
                ('weight', models.PositiveSmallIntegerField(default=1, verbose_name='poids')),
                ('track', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='recruitment.track')),
            ],
            options={
                'verbose_name': 'critère',
                'verbose_name_plural': 'critères',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='application',
            name='track',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applications', to='recruitment.track'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['state', 'closes_at'], name='call_state_closes'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='call_closes_after'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('max_age__gte', models.F('min_age'))), name='call_ages_in_order'),
        ),
        migrations.AddConstraint(
            model_name='answerbatch',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['sending', 'paused'])), fields=('call',), name='answerbatch_one_open'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('application', 'question'), name='correction_one_open'),
        ),
        migrations.AddConstraint(
            model_name='draw',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'committed')), fields=('call',), name='draw_one_committed'),
        ),
        migrations.AddConstraint(
            model_name='drawentry',
            constraint=models.UniqueConstraint(fields=('draw', 'application'), name='drawentry_once'),
        ),
        migrations.AddConstraint(
            model_name='drawentry',
            constraint=models.UniqueConstraint(fields=('draw', 'pseudonym'), name='drawentry_pseudonym'),
        ),
        migrations.AddConstraint(
            model_name='label',
            constraint=models.UniqueConstraint(fields=('call', 'name'), name='label_name_unique'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.UniqueConstraint(fields=('call', 'season_city', 'category', 'value'), name='quota_of_city_once'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.UniqueConstraint(condition=models.Q(('season_city__isnull', True)), fields=('call', 'category', 'value'), name='quota_of_call_once'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.CheckConstraint(condition=models.Q(('maximum__gte', models.F('minimum')), ('minimum', None), ('maximum', None), _connector='OR'), name='quota_bounds'),
        ),
        migrations.AddIndex(
            model_name='reading',
            index=models.Index(fields=['reader', 'given_at'], name='reading_todo'),
        ),
        migrations.AddConstraint(
            model_name='reading',
            constraint=models.UniqueConstraint(fields=('application', 'reader'), name='reading_once'),
        ),
        migrations.AddConstraint(
            model_name='track',
            constraint=models.UniqueConstraint(fields=('call', 'name'), name='track_name_unique'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 1)), name='criterion_weighs'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['call', 'is_test', 'status', 'submitted_at'], name='application_list'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['call', 'season_city', 'status'], name='application_city'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['email'], name='application_email'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['call', 'planned_status'], name='application_planned'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(models.F('call'), django.db.models.functions.text.Lower('email'), condition=models.Q(('is_test', False), ('status__in', ('NEW', 'WAITING', 'PRESELECTED', 'BACKUP', 'VALIDATED', 'REJECTED')), models.Q(('email', ''), _negated=True)), name='application_one_sent'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('external_ref', ''), _negated=True), fields=('call', 'external_ref'), name='application_one_ref'),
        ),
    ]
