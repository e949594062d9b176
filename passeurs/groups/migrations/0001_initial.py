import django.db.models.deletion
import passeurs.core.clock
import passeurs.groups.models.minutes
import passeurs.groups.models.workspace
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partners', '0001_initial'),
        ('programme', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('half_day', models.CharField(choices=[('mon_am', 'lundi matin'), ('mon_pm', 'lundi après-midi'), ('tue_am', 'mardi matin'), ('tue_pm', 'mardi après-midi'), ('wed_am', 'mercredi matin'), ('wed_pm', 'mercredi après-midi'), ('thu_am', 'jeudi matin'), ('thu_pm', 'jeudi après-midi'), ('fri_am', 'vendredi matin'), ('fri_pm', 'vendredi après-midi'), ('sat_am', 'samedi matin'), ('sat_pm', 'samedi après-midi'), ('sun_am', 'dimanche matin'), ('sun_pm', 'dimanche après-midi')], max_length=6, verbose_name='demi-journée')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('dissolved_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('warned_month', models.DateField(blank=True, null=True)),
                ('warned_day', models.PositiveSmallIntegerField(default=0)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='partners.partnership')),
            ],
            options={
                'verbose_name': 'groupe associé',
                'verbose_name_plural': 'groupes associés',
                'ordering': ['partnership__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Excuse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('reason', models.CharField(max_length=200, verbose_name='pourquoi')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='excuses', to='groups.group')),
            ],
            options={
                'verbose_name': 'mois excusé',
            },
        ),
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('adult', 'la conduite d’un adulte'), ('member', 'ce qui se passe entre nous'), ('words', 'ce qui a été dit, écrit ou demandé'), ('safety', 'un lieu, un trajet ou un moment où je ne suis pas en sécurité'), ('other', 'autre chose')], max_length=6, verbose_name='ce qui t’inquiète')),
                ('text', models.TextField(max_length=3000, verbose_name='ce qui se passe')),
                ('is_for_team', models.BooleanField(default=False, verbose_name='l’équipe nationale seulement')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='réponse')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='concerns', to='groups.group')),
            ],
            options={
                'verbose_name': 'alerte',
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CareNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('called', 'appel ou message'), ('met', 'rencontre avec le groupe'), ('partner', 'échange avec le partenaire'), ('mediated', 'médiation entre les deux'), ('settled', 'réglé, rien de plus à faire')], max_length=10, verbose_name='ce que vous avez fait')),
                ('text', models.TextField(max_length=1000, verbose_name='en deux lignes')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='care_notes', to='groups.group')),
            ],
            options={
                'verbose_name': 'suivi d’un groupe',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='GroupFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('mime', models.CharField(max_length=40)),
                ('file', models.FileField(upload_to=passeurs.groups.models.workspace.kept_path)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='groups.group')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'fichier d’un groupe',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='GroupNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=10000, verbose_name='nos notes')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='note', to='groups.group')),
            ],
            options={
                'verbose_name': 'notes d’un groupe',
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='début')),
                ('minutes', models.PositiveSmallIntegerField(default=90, verbose_name='durée, en minutes')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='où')),
                ('agenda', models.TextField(blank=True, max_length=1000, verbose_name='ordre du jour')),
                ('state', models.CharField(choices=[('planned', 'prévue'), ('cancelled', 'annulée')], default='planned', max_length=10)),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.PositiveSmallIntegerField(default=0)),
                ('changed_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('moved_at', models.DateTimeField(blank=True, null=True)),
                ('summary', models.TextField(blank=True, max_length=600, verbose_name='en deux lignes')),
                ('group_confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('partner_confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='groups.group')),
                ('group_confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner_confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partners.contact')),
            ],
            options={
                'verbose_name': 'rencontre',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeetingRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rating', models.CharField(choices=[('well', 'bien passée'), ('so_so', 'moyen'), ('talk', 'besoin d’en parler')], max_length=8)),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='une phrase, si tu veux')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partners.contact')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='groups.meeting')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'ressenti d’une rencontre',
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('role', models.CharField(blank=True, choices=[('', 'membre'), ('link', 'lien avec le partenaire'), ('dates', 'dates et agenda'), ('words', 'comptes rendus'), ('share', 'partage et images')], max_length=5)),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='groups.group')),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='programme.mandate')),
            ],
            options={
                'verbose_name': 'membre d’un groupe',
                'ordering': ['joined_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='GroupRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('place', 'le lieu'), ('time', 'la demi-journée'), ('travel', 'le trajet'), ('people', 'l’entente dans le groupe'), ('other', 'autre chose')], max_length=6, verbose_name='ce qui ne va pas')),
                ('reason', models.TextField(max_length=1000, verbose_name='pourquoi')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('answer', models.CharField(blank=True, choices=[('moved', 'a changé de groupe'), ('kept', 'reste dans son groupe'), ('withdrawn', 'retirée')], max_length=9)),
                ('reply', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='groups.membership')),
            ],
            options={
                'verbose_name': 'demande d’un autre groupe',
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='GroupCharter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('body', models.TextField(max_length=3000, verbose_name='nos règles')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='charters', to='groups.group')),
                ('agreed_by', models.ManyToManyField(related_name='+', to='groups.membership')),
            ],
            options={
                'verbose_name': 'charte d’un groupe',
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_there', models.BooleanField()),
                ('said_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='groups.meeting')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='groups.membership')),
            ],
            options={
                'verbose_name': 'présence',
            },
        ),
        migrations.CreateModel(
            name='ActionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=200, verbose_name='à faire')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='pour quand')),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='action_items', to='groups.group')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='action_items', to='groups.membership')),
            ],
            options={
                'verbose_name': 'action d’un groupe',
                'ordering': ['done_at', 'due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'ouvert'), ('kept', 'date choisie'), ('none', 'aucune date ne va')], default='open', max_length=6)),
                ('closes_at', models.DateTimeField(verbose_name='jusqu’à quand on répond')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='où')),
                ('opened_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='polls', to='groups.group')),
                ('meeting', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='poll', to='groups.meeting')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by_contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partners.contact')),
            ],
            options={
                'verbose_name': 'sondage de date',
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PollDate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('is_counter', models.BooleanField(default=False)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates', to='groups.poll')),
            ],
            options={
                'verbose_name': 'date d’un sondage',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PollVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_partner', models.BooleanField(default=False)),
                ('answer', models.CharField(choices=[('yes', 'oui'), ('maybe', 's’il le faut'), ('no', 'non')], max_length=5)),
                ('date', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='groups.polldate')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'réponse à un sondage',
            },
        ),
        migrations.CreateModel(
            name='SpokenMinutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to=passeurs.groups.models.minutes.spoken_minutes_path)),
                ('mime', models.CharField(max_length=40)),
                ('seconds', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('words', models.TextField(blank=True, max_length=600, verbose_name='ce qui est dit, en deux lignes')),
                ('said_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='voice', to='groups.meeting')),
                ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('words_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'compte rendu dit',
                'verbose_name_plural': 'comptes rendus dits',
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField()),
                ('rung', models.PositiveSmallIntegerField(default=0)),
                ('rung_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('answer', models.CharField(blank=True, choices=[('fine', 'Tout va bien, je reviens'), ('busy', 'Trop de choses en ce moment : je voudrais faire une pause'), ('lost', 'Je ne sais plus quoi faire ici'), ('talk', 'Quelque chose me gêne, je veux en parler')], max_length=8)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='programme.mandate')),
            ],
            options={
                'verbose_name': 'absence',
                'ordering': ['seen_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('mandate',), name='absence_one_open')],
            },
        ),
        migrations.AddIndex(
            model_name='group',
            index=models.Index(fields=['dissolved_at', 'partnership'], name='group_running'),
        ),
        migrations.AddConstraint(
            model_name='excuse',
            constraint=models.UniqueConstraint(fields=('group', 'month'), name='excuse_once_a_month'),
        ),
        migrations.AddIndex(
            model_name='concern',
            index=models.Index(fields=['answered_at', 'group'], name='concern_open'),
        ),
        migrations.AddIndex(
            model_name='carenote',
            index=models.Index(fields=['group', '-made_at'], name='care_note_last'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['group', 'starts_at'], name='meeting_group_starts'),
        ),
        migrations.AddConstraint(
            model_name='meetingrating',
            constraint=models.UniqueConstraint(fields=('meeting', 'person'), name='rating_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='meetingrating',
            constraint=models.UniqueConstraint(fields=('meeting', 'contact'), name='rating_once_a_contact'),
        ),
        migrations.AddConstraint(
            model_name='meetingrating',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', True), ('contact__isnull', True), _connector='XOR'), name='rating_of_one_side'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('mandate',), name='membership_one_group'),
        ),
        migrations.AddConstraint(
            model_name='grouprequest',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('membership',), name='group_request_one_open'),
        ),
        migrations.AddConstraint(
            model_name='groupcharter',
            constraint=models.UniqueConstraint(fields=('group', 'version'), name='groupcharter_version'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'membership'), name='attendance_once'),
        ),
        migrations.AddIndex(
            model_name='poll',
            index=models.Index(fields=['state', 'closes_at'], name='poll_due'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('group',), name='poll_one_open_a_group'),
        ),
        migrations.AddConstraint(
            model_name='polldate',
            constraint=models.UniqueConstraint(fields=('poll', 'starts_at'), name='polldate_once'),
        ),
        migrations.AddConstraint(
            model_name='pollvote',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('date', 'person'), name='pollvote_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='pollvote',
            constraint=models.UniqueConstraint(condition=models.Q(('is_partner', True)), fields=('date',), name='pollvote_once_a_partner'),
        ),
        migrations.AddConstraint(
            model_name='pollvote',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('is_partner', True), _connector='XOR'), name='pollvote_has_one_side'),
        ),
    ]
