import datetime
import django.db.models.deletion
import passeurs.core.clock
import passeurs.notifications.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('thing', models.CharField(default=passeurs.notifications.models.alone, max_length=300)),
                ('key', models.CharField(blank=True, max_length=120)),
                ('title', models.CharField(max_length=200)),
                ('body', models.TextField(blank=True)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'en attente'), ('sending', 'en cours d’envoi'), ('sent', 'envoyé'), ('failed', 'échec'), ('dropped', 'non envoyé')], default='waiting', max_length=10)),
                ('due_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.UUIDField(blank=True, db_index=True, null=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('attempt_count', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=200)),
                ('is_grouped', models.BooleanField(default=False)),
                ('mail', models.UUIDField(blank=True, null=True)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='delivery', to='notifications.message')),
            ],
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rhythm', models.CharField(choices=[('daily', 'un seul e-mail par jour, s’il y a du nouveau'), ('now', 'tout de suite, un par un'), ('never', 'jamais d’e-mail, je lis dans l’application')], default='daily', max_length=10)),
                ('digest_at', models.TimeField(default=datetime.time(18, 0), verbose_name='heure de l’e-mail du jour')),
                ('quiet_from', models.TimeField(default=datetime.time(21, 0), verbose_name='ne pas déranger à partir de')),
                ('quiet_until', models.TimeField(default=datetime.time(8, 0), verbose_name='jusqu’à')),
                ('mails_per_day', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='e-mails par jour, au plus')),
                ('paused_until', models.DateField(blank=True, null=True, verbose_name='pas d’e-mail avant le')),
                ('muted', models.JSONField(blank=True, default=list, verbose_name='sans e-mail')),
                ('time_zone', models.CharField(blank=True, max_length=40, verbose_name='fuseau horaire')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='preference', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'préférence',
            },
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['person', '-created_at'], name='message_person_recent'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['person', 'thing'], name='message_person_thing'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('person', 'key'), name='message_told_once'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['state', 'due_at'], name='delivery_state_due'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['message', 'sent_at'], name='delivery_message_sent'),
        ),
    ]
