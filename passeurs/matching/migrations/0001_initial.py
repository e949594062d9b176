import django.db.models.deletion
import passeurs.core.clock
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
            name='MatchingProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('computing', 'calcul en cours'), ('ready', 'prête'), ('published', 'publiée'), ('failed', 'échouée')], default='computing', max_length=10)),
                ('problem', models.JSONField()),
                ('result', models.JSONField(blank=True, null=True)),
                ('told', models.TextField(blank=True)),
                ('asked', models.JSONField(default=list)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('frozen_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('based_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='variants', to='matching.matchingproposal')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matching_proposals', to='programme.season')),
            ],
            options={
                'verbose_name': 'proposition de groupes',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='WishSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('half_days', models.JSONField(default=list, verbose_name='tes demi-journées')),
                ('limit_km', models.PositiveSmallIntegerField(default=15, verbose_name='jusqu’où tu peux aller, en km')),
                ('needs', models.JSONField(blank=True, default=list, verbose_name='ce qu’il te faut pour venir')),
                ('is_out', models.BooleanField(default=False, verbose_name='pas de groupe cette saison')),
                ('updated_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('mandate', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wish_sheet', to='programme.mandate')),
            ],
            options={
                'verbose_name': 'vœux',
            },
        ),
        migrations.CreateModel(
            name='PartnerWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('is_set_aside', models.BooleanField(default=False)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partners.contact')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partner_wishes', to='programme.mandate')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people_wishes', to='partners.partnership')),
            ],
            options={
                'verbose_name': 'souhait d’un partenaire',
                'ordering': ['rank', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('partnership', 'mandate'), name='partner_wish_once'), models.CheckConstraint(condition=models.Q(('rank__isnull', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='partner_refusal_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='TeamMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filters', models.JSONField(blank=True, default=dict)),
                ('filter_words', models.CharField(max_length=400)),
                ('subject', models.CharField(max_length=120)),
                ('body', models.TextField(max_length=3000)),
                ('recipient_count', models.PositiveIntegerField()),
                ('key', models.UUIDField(unique=True)),
                ('sent_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team_messages', to='programme.season')),
            ],
            options={
                'verbose_name': 'message à des ambassadeurs',
                'verbose_name_plural': 'messages à des ambassadeurs',
                'ordering': ['-sent_at', '-pk'],
                'indexes': [models.Index(fields=['season', '-sent_at'], name='team_message_recent')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField()),
                ('words', models.CharField(blank=True, max_length=240)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='partners.partnership')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='matching.wishsheet')),
            ],
            options={
                'verbose_name': 'vœu',
                'ordering': ['rank', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'partnership'), name='wish_once')],
            },
        ),
        migrations.CreateModel(
            name='PeerPreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_wanted', models.BooleanField()),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programme.mandate')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='peer_preferences', to='matching.wishsheet')),
            ],
            options={
                'verbose_name': 'avec qui',
                'constraints': [models.UniqueConstraint(fields=('sheet', 'other'), name='peer_preference_once')],
            },
        ),
    ]
