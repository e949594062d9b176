from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('actor_ref', models.CharField(blank=True, db_index=True, max_length=60)),
                ('verb', models.CharField(db_index=True, max_length=60)),
                ('subject_ref', models.CharField(blank=True, db_index=True, max_length=80)),
                ('data', models.JSONField(blank=True, default=dict)),
            ],
            options={
                'verbose_name': 'écriture au journal',
                'verbose_name_plural': 'journal',
                'ordering': ['-at', '-pk'],
            },
        ),
    ]
