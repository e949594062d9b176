import django.db.models.deletion
import django.db.models.functions.text
import passeurs.core.clock
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='adresse e-mail')),
                ('first_name', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False)),
                ('joined_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'personne',
                'verbose_name_plural': 'personnes',
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('public_name', 'Afficher mon prénom et ma ville avec ce que je publie'), ('public_age', 'Afficher aussi mon âge'), ('social_reuse', 'Reprendre mes textes sur les réseaux sociaux du programme'), ('email_news', 'Recevoir les nouvelles du programme par e-mail')], max_length=40)),
                ('given_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'consentement',
            },
        ),
        migrations.CreateModel(
            name='Guardianship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minor_name', models.CharField(max_length=80, verbose_name='prénom')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse e-mail')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='nom')),
                ('signed_name', models.CharField(blank=True, max_length=120, verbose_name='signé par')),
                ('state', models.CharField(choices=[('asked', 'demandé'), ('given', 'donné'), ('refused', 'refusé'), ('withdrawn', 'retiré')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('reminder_count', models.PositiveSmallIntegerField(default=0)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='guardianships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'accord parental',
            },
        ),
        migrations.CreateModel(
            name='GuardianConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('participation', 'Sa participation au programme'), ('image', 'La prise et la diffusion de son image'), ('voice', 'L’enregistrement et la diffusion de sa voix')], max_length=20)),
                ('given_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('guardianship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='people.guardianship')),
            ],
            options={
                'verbose_name': 'consentement parental',
            },
        ),
        migrations.CreateModel(
            name='PrivateLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('purpose', models.CharField(max_length=40)),
                ('subject_ref', models.CharField(max_length=80)),
                ('is_mailed', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'lien privé',
                'indexes': [models.Index(fields=['subject_ref', 'purpose'], name='privatelink_subject')],
            },
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chosen_name', models.CharField(blank=True, max_length=80, verbose_name='prénom d’usage')),
                ('commune_code', models.CharField(blank=True, max_length=5, verbose_name='commune')),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='date de naissance')),
                ('interests', models.JSONField(blank=True, default=list, verbose_name='centres d’intérêt')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='langues')),
                ('half_days', models.JSONField(blank=True, default=list, verbose_name='disponibilités')),
                ('access_needs', models.TextField(blank=True, verbose_name='besoins d’accès')),
                ('devices', models.JSONField(blank=True, default=list, verbose_name='appareils')),
                ('language', models.CharField(blank=True, choices=[('fr', 'Français'), ('en', 'English')], max_length=2, verbose_name='langue du site')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='profile', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'profil',
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('team', 'équipe nationale'), ('referent', 'référent·e de ville'), ('juror', 'membre de jury'), ('partner', 'contact d’un lieu partenaire'), ('institution', 'institution, en lecture'), ('editor', 'rédaction'), ('city_editor', 'rédaction d’une ville'), ('publisher', 'publication')], max_length=20)),
                ('scope', models.CharField(blank=True, max_length=80)),
                ('granted_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rôle confié',
            },
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='person_email_unique'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('person', 'purpose'), name='consent_one_active_per_purpose'),
        ),
        migrations.AddIndex(
            model_name='guardianship',
            index=models.Index(fields=['state', 'asked_at'], name='guardianship_state'),
        ),
        migrations.AddConstraint(
            model_name='guardianconsent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('guardianship', 'purpose'), name='guardianconsent_one_active'),
        ),
        migrations.AddIndex(
            model_name='rolegrant',
            index=models.Index(fields=['role', 'scope'], name='rolegrant_role_scope'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person', 'role', 'scope'), name='rolegrant_one_active'),
        ),
    ]
