import django.db.models.deletion
import passeurs.core.clock
import passeurs.questionnaires.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('family', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('frozen_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'questionnaire',
                'ordering': ['title', '-version'],
                'constraints': [models.UniqueConstraint(fields=('family', 'version'), name='questionnaire_version_unique')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('updated_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='questionnaires.questionnaire')),
            ],
            options={
                'verbose_name': 'réponse au questionnaire',
            },
        ),
        migrations.CreateModel(
            name='Screen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('intro', models.TextField(blank=True, max_length=1000, verbose_name='introduction')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='screens', to='questionnaires.questionnaire')),
            ],
            options={
                'verbose_name': 'écran',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('key', models.CharField(default=passeurs.questionnaires.models.make_key, max_length=40)),
                ('kind', models.CharField(choices=[('short_text', 'texte court'), ('long_text', 'texte long'), ('choice', 'un choix'), ('choices', 'plusieurs choix'), ('scale', 'échelle'), ('date', 'date'), ('city', 'ville du programme'), ('commune', 'commune'), ('link', 'lien'), ('file', 'fichier (image ou PDF)'), ('voice', 'enregistrement de voix'), ('video', 'enregistrement vidéo'), ('consent', 'accord à cocher')], default='short_text', max_length=12, verbose_name='type')),
                ('label', models.CharField(max_length=300, verbose_name='question')),
                ('help', models.CharField(blank=True, max_length=500, verbose_name='aide')),
                ('is_required', models.BooleanField(default=False, verbose_name='réponse obligatoire')),
                ('max_length', models.PositiveIntegerField(blank=True, null=True, verbose_name='longueur maximum, en caractères')),
                ('max_mb', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='taille maximum, en Mo')),
                ('max_seconds', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='durée maximum, en secondes')),
                ('options', models.JSONField(blank=True, default=list, verbose_name='choix proposés')),
                ('scale_size', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='nombre de degrés')),
                ('is_read', models.BooleanField(default=True, verbose_name='lue par les lectrices et lecteurs')),
                ('is_identifying', models.BooleanField(default=False, verbose_name='peut dire qui répond')),
                ('screen', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='questionnaires.screen')),
            ],
            options={
                'verbose_name': 'question',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.JSONField()),
                ('file', models.FileField(blank=True, upload_to=passeurs.questionnaires.models.upload_path)),
                ('updated_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='questionnaires.question')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='questionnaires.response')),
            ],
            options={
                'verbose_name': 'réponse à une question',
                'constraints': [models.UniqueConstraint(fields=('response', 'question'), name='answer_one_a_question')],
            },
        ),
    ]
