import django.db.models.deletion
import django.db.models.functions.text
import passeurs.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('programme', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='votre nom')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse e-mail')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'contact',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Convention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('body', models.TextField(max_length=20000, verbose_name='texte de la convention')),
                ('published_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conventions', to='programme.programme')),
            ],
            options={
                'verbose_name': 'convention',
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='nom du lieu, du festival, de l’artiste')),
                ('lat', models.FloatField()),
                ('lon', models.FloatField()),
                ('opens', models.TextField(max_length=2000, verbose_name='ce que vous ouvrez au groupe')),
                ('expects', models.TextField(blank=True, max_length=1000, verbose_name='ce que vous aimeriez faire ensemble')),
                ('half_days', models.JSONField(default=list, verbose_name='vos demi-journées')),
                ('group_count', models.PositiveSmallIntegerField(default=1, verbose_name='nombre de groupes')),
                ('access', models.JSONField(blank=True, default=list, verbose_name='accessibilité')),
                ('state', models.CharField(choices=[('proposed', 'proposé'), ('accepted', 'accepté'), ('refused', 'non retenu'), ('ended', 'terminé')], default='proposed', max_length=10)),
                ('proposed_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('renews', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='renewals', to='partners.partnership')),
                ('season_city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='programme.seasoncity')),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.venue')),
            ],
            options={
                'verbose_name': 'partenariat',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HelpRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_of', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('test', 'essayer une programmation, un outil'), ('interview', 'un entretien, un reportage'), ('stand', 'un stand, une présentation'), ('other', 'autre chose')], max_length=10, verbose_name='pour quoi')),
                ('text', models.TextField(max_length=1500, verbose_name='ce que vous demandez')),
                ('wanted_on', models.DateField(blank=True, null=True, verbose_name='pour quand')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('is_accepted', models.BooleanField(null=True)),
                ('reply', models.TextField(blank=True, max_length=1000, verbose_name='la réponse du groupe')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partners.contact')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='help_requests', to='partners.partnership')),
            ],
            options={
                'verbose_name': 'demande d’un partenaire',
                'ordering': ['answered_at', '-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ConventionAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_name', models.CharField(max_length=120, verbose_name='votre nom')),
                ('signed_role', models.CharField(max_length=120, verbose_name='votre fonction')),
                ('accepted_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partners.contact')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='partners.convention')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='partners.partnership')),
            ],
            options={
                'verbose_name': 'acceptation de la convention',
            },
        ),
        migrations.CreateModel(
            name='ContactLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('kind', models.CharField(choices=[('letter', 'lettre'), ('call', 'appel'), ('visit', 'visite'), ('message', 'message')], max_length=10, verbose_name='comment')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='en un mot')),
                ('letter', models.CharField(blank=True, max_length=40)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partners.contact', verbose_name='avec qui')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_logs', to='partners.partnership')),
            ],
            options={
                'verbose_name': 'échange avec un partenaire',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='contact',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='partners.partnership'),
        ),
        migrations.AddConstraint(
            model_name='convention',
            constraint=models.UniqueConstraint(fields=('programme', 'version'), name='convention_version'),
        ),
        migrations.AddIndex(
            model_name='partnership',
            index=models.Index(fields=['season_city', 'state'], name='partnership_city_state'),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.UniqueConstraint(models.F('season_city'), django.db.models.functions.text.Lower('name'), condition=models.Q(('state__in', ['proposed', 'accepted'])), name='partnership_one_open'),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.CheckConstraint(condition=models.Q(('group_count__gte', 1)), name='partnership_welcomes'),
        ),
        migrations.AddIndex(
            model_name='helprequest',
            index=models.Index(fields=['asked_of'], name='help_request_asked_of'),
        ),
        migrations.AddConstraint(
            model_name='conventionacceptance',
            constraint=models.UniqueConstraint(fields=('partnership', 'convention'), name='convention_accepted_once'),
        ),
        migrations.AddIndex(
            model_name='contactlog',
            index=models.Index(fields=['partnership', '-at'], name='contact_log_newest'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(models.F('partnership'), django.db.models.functions.text.Lower('email'), name='contact_once'),
        ),
    ]
