import django.db.models.deletion
import passeurs.core.clock
import passeurs.projects.models.project
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('groups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('did', models.TextField(max_length=3000, verbose_name='ce qu’on a fait')),
                ('contacts', models.TextField(blank=True, max_length=1500, verbose_name='à qui parler')),
                ('promises', models.TextField(blank=True, max_length=1500, verbose_name='ce qui reste promis')),
                ('advice', models.TextField(blank=True, max_length=2000, verbose_name='nos conseils')),
                ('changed_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('given_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='handover', to='groups.group')),
            ],
            options={
                'verbose_name': 'dossier de passation',
                'verbose_name_plural': 'dossiers de passation',
            },
        ),
        migrations.CreateModel(
            name='Mentor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentors', to='groups.group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'parrainage',
            },
        ),
        migrations.CreateModel(
            name='MentorMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1000, verbose_name='ton message')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.group')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='projects.mentor')),
            ],
            options={
                'verbose_name': 'message de parrainage',
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=100, verbose_name='titre')),
                ('theme', models.CharField(choices=[('livre', 'Livres et écriture'), ('cinema', 'Cinéma et images'), ('musique', 'Musique'), ('scene', 'Théâtre, danse, cirque'), ('musee', 'Arts et expositions'), ('patrimoine', 'Patrimoine'), ('rencontre', 'Rencontres et débats'), ('pratique', 'Ateliers et pratique')], default='rencontre', max_length=12, verbose_name='de quoi il s’agit')),
                ('purpose', models.TextField(blank=True, max_length=1500, verbose_name='ce que vous voulez faire, et pourquoi')),
                ('audience', models.CharField(blank=True, max_length=200, verbose_name='pour qui')),
                ('needs', models.TextField(blank=True, max_length=800, verbose_name='ce qu’il vous faut')),
                ('budget_line', models.CharField(blank=True, max_length=200, verbose_name='à quoi servirait l’argent')),
                ('budget_euros', models.PositiveIntegerField(default=0, verbose_name='combien, en euros')),
                ('state', models.CharField(choices=[('draft', 'brouillon'), ('proposed', 'proposé'), ('accepted', 'accepté'), ('running', 'en cours'), ('reported', 'bilan à relire'), ('done', 'abouti'), ('stopped', 'arrêté')], default='draft', max_length=10)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('changed_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True, max_length=1500, verbose_name='ce que ça a donné')),
                ('reached_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='combien de personnes y étaient')),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='groups.group')),
                ('hidden_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='taken_up', to='projects.project')),
            ],
            options={
                'verbose_name': 'projet de groupe',
                'verbose_name_plural': 'projets de groupe',
                'ordering': ['-started_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProjectProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='un lien')),
                ('image', models.FileField(blank=True, upload_to=passeurs.projects.models.project.proof_path, verbose_name='une image')),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('caption', models.CharField(max_length=160, verbose_name='ce qu’on y voit')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='projects.project')),
            ],
            options={
                'verbose_name': 'preuve d’un projet',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ProjectStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=140, verbose_name='étape')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='pour le')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='projects.project')),
            ],
            options={
                'verbose_name': 'étape d’un projet',
                'ordering': [models.OrderBy(models.F('due_on'), nulls_last=True), 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='mentor',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('group', 'person'), name='mentor_once'),
        ),
        migrations.AddIndex(
            model_name='mentormessage',
            index=models.Index(fields=['mentor', 'group', 'made_at'], name='mentor_talk'),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(fields=['state', '-started_at'], name='project_state_started'),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(fields=['theme', 'state'], name='project_theme_state'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('running', 'reported', 'done')), _negated=True), models.Q(('accepted_at__isnull', False), ('started_at__isnull', False)), _connector='OR'), name='project_public_was_accepted'),
        ),
        migrations.AddConstraint(
            model_name='projectproof',
            constraint=models.CheckConstraint(condition=models.Q(('url', ''), ('image', ''), _connector='XOR'), name='project_proof_link_or_image'),
        ),
    ]
