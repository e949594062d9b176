import django.db.models.deletion
import passeurs.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(db_index=True, max_length=60)),
                ('owner', models.CharField(choices=[('team', 'l’équipe nationale'), ('referent', 'le ou la référente de la ville'), ('city_readers', 'un autre ambassadeur de la ville ou l’équipe')], max_length=20)),
                ('scope', models.CharField(blank=True, max_length=80)),
                ('owed_to_label', models.CharField(blank=True, max_length=120)),
                ('about_id', models.PositiveBigIntegerField(null=True)),
                ('about_label', models.CharField(max_length=200)),
                ('about_url', models.CharField(blank=True, max_length=300)),
                ('detail', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('due_at', models.DateTimeField()),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('yes', 'oui'), ('change', 'à reprendre'), ('no', 'non'), ('withdrawn', 'retiré par son auteur ou autrice')], max_length=12)),
                ('answer', models.TextField(blank=True)),
                ('about_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='contenttypes.contenttype')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='promises', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'réponse promise',
                'verbose_name_plural': 'réponses promises',
                'ordering': ['due_at', 'pk'],
                'indexes': [models.Index(fields=['answered_at', 'due_at'], name='promise_open_due'), models.Index(fields=['about_type', 'about_id'], name='promise_about'), models.Index(fields=['scope', 'due_at'], name='promise_scope_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('outcome', '')), models.Q(('answered_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='promise_answered_has_outcome')],
            },
        ),
    ]
