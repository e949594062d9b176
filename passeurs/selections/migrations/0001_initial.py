import django.db.models.deletion
import passeurs.core.clock
import passeurs.selections.models.preview_link
from django.conf import settings
from django.db import migrations, models

# The themes and moods a programme starts with; the team changes them.
THEMES = {
    "a-l-affiche": "À l’affiche", "gratuit": "Gratuit", "en-famille": "En famille", "entre-amis": "Entre amis",
    "lire": "Lire", "ecouter": "Écouter", "voir-un-film": "Voir un film", "musees": "Musées et expos",
    "scene": "Sur scène", "patrimoine": "Patrimoine", "festivals": "Festivals", "reviser": "Réviser",
    "jouer": "Jouer", "creer": "Créer",
}
MOODS = {
    "au-chaud": "Au chaud", "dehors": "Dehors", "en-solo": "En solo", "rire": "Pour rire", "reflechir": "Pour réfléchir",
    "frissonner": "Pour frissonner", "calme": "Au calme",
}


def add(apps, schema_editor):
    Tag = apps.get_model("selections", "Tag")
    for kind, tags in (("theme", THEMES), ("mood", MOODS)):
        for slug, label in tags.items():
            Tag.objects.get_or_create(slug=slug, defaults={"kind": kind, "label": label})


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('programme', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('theme', 'thème'), ('mood', 'humeur')], default='theme', max_length=8)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('label', models.CharField(max_length=60, verbose_name='nom')),
            ],
            options={
                'verbose_name': 'étiquette',
                'ordering': ['kind', 'slug'],
            },
        ),
        migrations.CreateModel(
            name='AuthorFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=64, unique=True)),
                ('opened_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='author_feed', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'flux d’auteur',
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('text', models.TextField(max_length=2000, verbose_name='ce qui est demandé')),
                ('closes_on', models.DateField(verbose_name='dernier jour')),
                ('opened_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('city', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.city')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.season')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='selections.tag')),
            ],
            options={
                'verbose_name': 'appel à sélections',
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Selection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('intro', models.TextField(blank=True, max_length=1200, verbose_name='introduction')),
                ('is_open_to_ideas', models.BooleanField(default=False, verbose_name='ouverte aux idées')),
                ('state', models.CharField(choices=[('draft', 'brouillon'), ('proposed', 'proposée'), ('changes_asked', 'à reprendre'), ('published', 'publiée'), ('retired', 'retirée')], default='draft', max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('updated_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('alive_count', models.PositiveSmallIntegerField(default=0)),
                ('is_stale', models.BooleanField(default=False)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='selections', to=settings.AUTH_USER_MODEL)),
                ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='selections', to='selections.call')),
                ('edited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revises', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='revision', to='selections.selection')),
                ('season_city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='selections', to='programme.seasoncity')),
                ('tags', models.ManyToManyField(blank=True, related_name='selections', to='selections.tag', verbose_name='thèmes et humeurs')),
            ],
            options={
                'verbose_name': 'sélection',
                'ordering': ['-updated_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Transition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(choices=[('draft', 'brouillon'), ('proposed', 'proposée'), ('changes_asked', 'à reprendre'), ('published', 'publiée'), ('retired', 'retirée')], max_length=16)),
                ('to_state', models.CharField(choices=[('draft', 'brouillon'), ('proposed', 'proposée'), ('changes_asked', 'à reprendre'), ('published', 'publiée'), ('retired', 'retirée')], max_length=16)),
                ('ground', models.CharField(blank=True, choices=[('reasons', 'raisons trop courtes ou peu claires'), ('facts', 'lieu, date ou titre inexact'), ('private', 'donnée personnelle ou image d’une personne'), ('hurtful', 'propos blessants ou discriminatoires'), ('advertising', 'publicité'), ('illegal', 'contraire à la loi'), ('outdated', 'dépassée'), ('other', 'autre raison, écrite aux auteurs')], max_length=12)),
                ('reason', models.TextField(blank=True, max_length=2000)),
                ('is_moderation', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('season_city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.seasoncity')),
                ('selection', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='transitions', to='selections.selection')),
            ],
            options={
                'verbose_name': 'passage d’un état à l’autre',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=2000, verbose_name='pourquoi')),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('is_granted', models.BooleanField(blank=True, null=True)),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='réponse')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='selections.selection')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='selections.transition')),
            ],
            options={
                'verbose_name': 'recours',
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('snapshot', models.JSONField()),
                ('published_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('second_reader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='selections.selection')),
            ],
            options={
                'verbose_name': 'version publiée',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='RemovedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item_id', models.PositiveBigIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('section', models.CharField(blank=True, max_length=80)),
                ('reason', models.TextField(blank=True, max_length=600)),
                ('removed_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.offer')),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.venue')),
                ('work', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.work')),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='removed_items', to='selections.selection')),
            ],
            options={
                'verbose_name': 'élément enlevé',
                'ordering': ['-removed_at', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('offer__isnull', True), ('venue__isnull', False), ('work__isnull', True)), models.Q(('offer__isnull', False), ('venue__isnull', True), ('work__isnull', True)), models.Q(('offer__isnull', True), ('venue__isnull', True), ('work__isnull', False)), _connector='OR'), name='removeditem_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='PreviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=passeurs.selections.models.preview_link.new_token, editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('expires_at', models.DateTimeField(verbose_name='valable jusqu’au')),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='selections.selection')),
            ],
            options={
                'verbose_name': 'lien d’aperçu',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('selection',), name='previewlink_one_working')],
            },
        ),
        migrations.CreateModel(
            name='PassExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tag', models.CharField(max_length=140)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField()),
                ('content', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('live_at', models.DateTimeField(blank=True, null=True, verbose_name='en ligne le')),
                ('live_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pass_exports', to='selections.selection')),
            ],
            options={
                'verbose_name': 'export pour le pass Culture',
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['-made_at'], name='passexport_made')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('live_at__isnull', False)), fields=('selection',), name='passexport_live_once')],
            },
        ),
        migrations.CreateModel(
            name='DayCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('kind', models.CharField(choices=[('read', 'lectures'), ('taken', 'listes emportées')], max_length=8)),
                ('count', models.PositiveIntegerField(default=0)),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='day_counts', to='selections.selection')),
            ],
            options={
                'verbose_name': 'compte du jour',
                'constraints': [models.UniqueConstraint(fields=('selection', 'day', 'kind'), name='daycount_unique')],
            },
        ),
        migrations.CreateModel(
            name='CoAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('invited', 'invitation envoyée'), ('accepted', 'écrit avec toi'), ('declined', 'a décliné'), ('left', 'a quitté le groupe'), ('removed', 'n’est plus du groupe')], default='invited', max_length=10)),
                ('word', models.CharField(blank=True, max_length=300, verbose_name='un mot')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='réponse')),
                ('invited_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='co_authors', to='selections.selection')),
            ],
            options={
                'verbose_name': 'co-auteur ou co-autrice',
                'ordering': ['invited_at', 'pk'],
                'indexes': [models.Index(fields=['person', 'state'], name='coauthor_person_state')],
                'constraints': [models.UniqueConstraint(fields=('selection', 'person'), name='coauthor_once')],
            },
        ),
        migrations.CreateModel(
            name='SelectionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('section', models.CharField(blank=True, max_length=80, verbose_name='partie')),
                ('reason', models.TextField(blank=True, max_length=600, verbose_name='pourquoi')),
                ('added_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('freshness', models.CharField(choices=[('alive', 'd’actualité'), ('ends_soon', 'bientôt fini'), ('past', 'terminé'), ('cancelled', 'annulé'), ('closed', 'fermé'), ('vanished', 'plus au catalogue')], default='alive', max_length=12)),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.offer')),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='selections.selection')),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.venue')),
                ('work', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.work')),
            ],
            options={
                'verbose_name': 'élément de sélection',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('offer__isnull', True), ('venue__isnull', False), ('work__isnull', True)), models.Q(('offer__isnull', False), ('venue__isnull', True), ('work__isnull', True)), models.Q(('offer__isnull', True), ('venue__isnull', True), ('work__isnull', False)), _connector='OR'), name='selectionitem_one_thing'), models.UniqueConstraint(fields=('selection', 'venue'), name='selectionitem_venue_once'), models.UniqueConstraint(fields=('selection', 'offer'), name='selectionitem_offer_once'), models.UniqueConstraint(fields=('selection', 'work'), name='selectionitem_work_once')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submitted_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('is_published', models.BooleanField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='réponse')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to='selections.selection')),
            ],
            options={
                'verbose_name': 'proposition',
                'ordering': ['-submitted_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('selection',), name='submission_one_open')],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=600, verbose_name='pourquoi')),
                ('state', models.CharField(choices=[('waiting', 'attend une réponse'), ('accepted', 'retenue'), ('declined', 'pas retenue')], default='waiting', max_length=10)),
                ('made_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='un mot')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.offer')),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='selections.selection')),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.venue')),
                ('work', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.work')),
            ],
            options={
                'verbose_name': 'idée',
                'ordering': ['made_at', 'pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['by', '-made_at'], name='suggestion_by')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('offer__isnull', True), ('venue__isnull', False), ('work__isnull', True)), models.Q(('offer__isnull', False), ('venue__isnull', True), ('work__isnull', True)), models.Q(('offer__isnull', True), ('venue__isnull', True), ('work__isnull', False)), _connector='OR'), name='suggestion_one_thing')],
            },
        ),
        migrations.AddIndex(
            model_name='selection',
            index=models.Index(fields=['state', '-published_at'], name='selection_published'),
        ),
        migrations.AddIndex(
            model_name='selection',
            index=models.Index(fields=['author', 'state'], name='selection_author'),
        ),
        migrations.AddIndex(
            model_name='selection',
            index=models.Index(fields=['state', 'is_stale', '-published_at'], name='selection_fresh'),
        ),
        migrations.AddIndex(
            model_name='selection',
            index=models.Index(fields=['state', 'checked_at'], name='selection_checked'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['closed_at', 'closes_on'], name='call_open'),
        ),
        migrations.AddIndex(
            model_name='transition',
            index=models.Index(fields=['is_moderation', '-at'], name='transition_moderation'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('selection', 'number'), name='version_number_once'),
        ),
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
