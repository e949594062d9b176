import django.db.models.deletion
import passeurs.core.clock
from django.conf import settings
from django.db import migrations, models
from passeurs.core.search.operations import SearchIndex


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(db_index=True, max_length=40)),
                ('file_name', models.CharField(max_length=200)),
                ('file_on', models.DateField(blank=True, null=True, verbose_name='date du fichier')),
                ('at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('counts', models.JSONField(default=dict)),
                ('attribution', models.JSONField(blank=True, default=dict, verbose_name='producteur, jeu de données, licence')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Venue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('search_name', models.CharField(blank=True, editable=False, max_length=320)),
                ('search_text', models.TextField(blank=True, editable=False)),
                ('created_at', models.DateTimeField(default=passeurs.core.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=passeurs.core.clock.now, editable=False)),
                ('kind', models.CharField(max_length=40, verbose_name='type')),
                ('name', models.CharField(max_length=300, verbose_name='nom')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='adresse')),
                ('postal_code', models.CharField(blank=True, max_length=5, verbose_name='code postal')),
                ('city_name', models.CharField(blank=True, max_length=120, verbose_name='commune')),
                ('insee', models.CharField(blank=True, max_length=5, verbose_name='code INSEE')),
                ('lat', models.FloatField(blank=True, null=True)),
                ('lon', models.FloatField(blank=True, null=True)),
                ('website', models.URLField(blank=True, max_length=500, verbose_name='site')),
                ('description', models.TextField(blank=True, verbose_name='présentation')),
                ('opening', models.TextField(blank=True, verbose_name='horaires')),
                ('domains', models.JSONField(blank=True, default=list, verbose_name='domaines')),
                ('topics', models.JSONField(blank=True, default=list, verbose_name='thèmes')),
                ('labels', models.JSONField(blank=True, default=list, verbose_name='labels')),
                ('accessibility', models.JSONField(blank=True, default=dict, verbose_name='accessibilité')),
                ('identifiers', models.JSONField(blank=True, default=dict)),
                ('flags', models.JSONField(blank=True, default=list, verbose_name='à vérifier')),
                ('is_visible', models.BooleanField(default=True)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='absorbed', to='catalogue.venue')),
            ],
            options={
                'verbose_name': 'lieu',
                'verbose_name_plural': 'lieux',
            },
        ),
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='pour me souvenir de…')),
                ('pinned_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('unpinned_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to=settings.AUTH_USER_MODEL)),
                ('venue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='catalogue.venue')),
            ],
            options={
                'verbose_name': 'lieu épinglé',
                'verbose_name_plural': 'lieux épinglés',
                'ordering': ['-pinned_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('search_name', models.CharField(blank=True, editable=False, max_length=320)),
                ('search_text', models.TextField(blank=True, editable=False)),
                ('created_at', models.DateTimeField(default=passeurs.core.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=passeurs.core.clock.now, editable=False)),
                ('subcategory', models.CharField(max_length=60, verbose_name='catégorie')),
                ('title', models.CharField(max_length=300, verbose_name='titre')),
                ('description', models.TextField(blank=True, verbose_name='présentation')),
                ('url', models.URLField(blank=True, max_length=600, verbose_name='lien')),
                ('place_name', models.CharField(blank=True, max_length=300, verbose_name='lieu')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='adresse')),
                ('postal_code', models.CharField(blank=True, max_length=5)),
                ('city_name', models.CharField(blank=True, max_length=120, verbose_name='commune')),
                ('insee', models.CharField(blank=True, max_length=5)),
                ('lat', models.FloatField(blank=True, null=True)),
                ('lon', models.FloatField(blank=True, null=True)),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='du')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='au')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='année')),
                ('period', models.CharField(blank=True, max_length=120, verbose_name='période')),
                ('is_free', models.BooleanField(blank=True, null=True, verbose_name='gratuit')),
                ('price_text', models.CharField(blank=True, max_length=300, verbose_name='tarif')),
                ('is_online', models.BooleanField(default=False, verbose_name='en ligne')),
                ('is_cancelled', models.BooleanField(default=False, verbose_name='annulé')),
                ('accessibility', models.JSONField(blank=True, default=dict)),
                ('identifiers', models.JSONField(blank=True, default=dict)),
                ('flags', models.JSONField(blank=True, default=list)),
                ('is_visible', models.BooleanField(default=True)),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='offers', to='catalogue.venue')),
            ],
            options={
                'verbose_name': 'offre',
            },
        ),
        migrations.CreateModel(
            name='DoubtfulPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField()),
                ('why', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('open', 'à décider'), ('merged', 'fusionnés'), ('apart', 'distincts')], default='open', max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('undo', models.JSONField(blank=True, default=dict)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalogue.venue')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalogue.venue')),
            ],
            options={
                'ordering': ['-score', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VenueIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('value', models.CharField(max_length=80)),
                ('venue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='known_as', to='catalogue.venue')),
            ],
            options={
                'verbose_name': 'identifiant de lieu',
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('search_name', models.CharField(blank=True, editable=False, max_length=320)),
                ('search_text', models.TextField(blank=True, editable=False)),
                ('created_at', models.DateTimeField(default=passeurs.core.clock.now, editable=False)),
                ('updated_at', models.DateTimeField(default=passeurs.core.clock.now, editable=False)),
                ('subcategory', models.CharField(max_length=60, verbose_name='catégorie')),
                ('title', models.CharField(max_length=300, verbose_name='titre')),
                ('creators', models.CharField(blank=True, max_length=300, verbose_name='créé par')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='année')),
                ('publisher', models.CharField(blank=True, max_length=200, verbose_name='édition')),
                ('popularity', models.PositiveIntegerField(default=0)),
                ('flags', models.JSONField(blank=True, default=list)),
                ('is_visible', models.BooleanField(default=True)),
            ],
            options={
                'verbose_name': 'œuvre',
                'indexes': [models.Index(fields=['search_name'], name='work_search_name')],
            },
        ),
        migrations.CreateModel(
            name='SourceRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40)),
                ('external_id', models.CharField(max_length=120)),
                ('fingerprint', models.CharField(max_length=32)),
                ('outcome', models.CharField(choices=[('kept', 'retenue'), ('merged', 'fusionnée avec un lieu connu'), ('skipped', 'écartée')], default='kept', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('lat', models.FloatField(blank=True, null=True)),
                ('lon', models.FloatField(blank=True, null=True)),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='source_records', to='catalogue.offer')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='catalogue.importrun')),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='source_records', to='catalogue.venue')),
                ('work', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='source_records', to='catalogue.work')),
            ],
            options={
                'verbose_name': 'notice d’origine',
            },
        ),
        migrations.CreateModel(
            name='WorkIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ean13', 'EAN-13 / ISBN'), ('visa', 'visa d’exploitation'), ('allocine', 'Allociné'), ('pass_culture_offer', 'offre pass Culture'), ('wikidata', 'Wikidata')], max_length=20)),
                ('value', models.CharField(max_length=40)),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='catalogue.work')),
            ],
            options={
                'verbose_name': 'identifiant d’œuvre',
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='catalogue.offer')),
            ],
            options={
                'verbose_name': 'date',
                'ordering': ['starts_at'],
                'indexes': [models.Index(fields=['starts_at', 'offer'], name='occurrence_starts')],
                'constraints': [models.UniqueConstraint(fields=('offer', 'starts_at'), name='occurrence_unique')],
            },
        ),
        migrations.AddIndex(
            model_name='venue',
            index=models.Index(fields=['lat', 'lon'], name='venue_lat_lon'),
        ),
        migrations.AddIndex(
            model_name='venue',
            index=models.Index(fields=['kind', 'lat', 'lon'], name='venue_kind_lat_lon'),
        ),
        migrations.AddIndex(
            model_name='venue',
            index=models.Index(fields=['insee'], name='venue_insee'),
        ),
        migrations.AddIndex(
            model_name='venue',
            index=models.Index(fields=['search_name'], name='venue_search_name'),
        ),
        migrations.AddIndex(
            model_name='pin',
            index=models.Index(fields=['unpinned_at'], name='pin_unpinned'),
        ),
        migrations.AddConstraint(
            model_name='pin',
            constraint=models.UniqueConstraint(fields=('person', 'venue'), name='pin_unique'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['lat', 'lon'], name='offer_lat_lon'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['ends_on', 'starts_on'], name='offer_dates'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['search_name'], name='offer_search_name'),
        ),
        migrations.AddConstraint(
            model_name='doubtfulpair',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='doubtfulpair_unique'),
        ),
        migrations.AddConstraint(
            model_name='venueidentifier',
            constraint=models.UniqueConstraint(fields=('kind', 'value', 'venue'), name='venueidentifier_unique'),
        ),
        migrations.AddIndex(
            model_name='sourcerecord',
            index=models.Index(fields=['source', 'lat', 'lon'], name='sourcerecord_point'),
        ),
        migrations.AddConstraint(
            model_name='sourcerecord',
            constraint=models.UniqueConstraint(fields=('source', 'external_id'), name='sourcerecord_unique'),
        ),
        migrations.AddConstraint(
            model_name='workidentifier',
            constraint=models.UniqueConstraint(fields=('kind', 'value'), name='workidentifier_unique'),
        ),
        SearchIndex("venue"),
        SearchIndex("offer"),
        SearchIndex("work"),
    ]
