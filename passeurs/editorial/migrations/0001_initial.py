import django.db.models.deletion
import django.db.models.functions.text
import modelsearch.index
import passeurs.catalogue.queries.category
import passeurs.core.clock
import passeurs.editorial.blocks.data
import passeurs.editorial.models.picture
import taggit.managers
import uuid
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

# The rhythms a programme starts with; the team’s database may hold others.
RHYTHMS = (("mois", "une fois par mois", 28), ("quinzaine", "tous les quinze jours", 14))


def add(apps, schema_editor):
    Rhythm = apps.get_model("editorial", "Rhythm")
    for slug, label, gap_days in RHYTHMS:
        Rhythm.objects.get_or_create(slug=slug, defaults={"label": label, "gap_days": gap_days})


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('programme', '0001_initial'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CityIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Une ou deux phrases, sous le titre et dans les listes.', max_length=320, verbose_name='chapeau')),
                ('body', wagtail.fields.StreamField([('text', 0), ('quote', 3), ('picture', 6), ('video', 11), ('faq', 16), ('steps', 21), ('roles', 27), ('links', 33), ('selections', 36), ('news', 38), ('figures', 39), ('city_map', 39), ('events', 36), ('venues', 41), ('apply', 43), ('connected', 45), ('identity', 46), ('conformity', 47)], blank=True, block_lookup={0: ('passeurs.editorial.blocks.content.TextBlock', (), {}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'citation', 'max_length': 600}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'qui parle', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('who', 2)]], {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'légende', 'max_length': 240, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('picture', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 120}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'adresse de la vidéo'}), 9: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Sans elle, une affiche est dessinée.', 'label': 'image', 'required': False}), 10: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'Ce qui est dit, pour qui n’entend pas ou préfère lire.', 'label': 'transcription', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('title', 7), ('url', 8), ('picture', 9), ('transcript', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 160}), 13: ('wagtail.blocks.RichTextBlock', (), {'label': 'réponse'}), 14: ('wagtail.blocks.StructBlock', [[('question', 12), ('answer', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'questions'}), 16: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'introduction', 'max_length': 600, 'required': False}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'étapes'}), 21: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 20)]], {}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 80}), 23: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('livre', 'livre'), ('cinema', 'cinéma'), ('musique', 'musique'), ('scene', 'scène'), ('musee', 'musée'), ('patrimoine', 'patrimoine'), ('rencontre', 'rencontre'), ('pratique', 'pratique')], 'label': 'affiche'}), 25: ('wagtail.blocks.StructBlock', [[('title', 22), ('text', 23), ('poster', 24)]], {}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'cartes'}), 27: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'texte', 'max_length': 240, 'required': False}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page du site', 'required': False}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'https://… ou /candidature/', 'label': 'ou adresse', 'max_length': 300, 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 28), ('page', 29), ('url', 30)]], {}), 32: ('wagtail.blocks.ListBlock', (31,), {'label': 'liens'}), 33: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 32)]], {}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.city_choices, 'help_text': 'Vide : la ville de la page, ou toutes.', 'label': 'ville', 'required': False}), 35: ('wagtail.blocks.IntegerBlock', (), {'default': 4, 'label': 'nombre', 'max_value': 12, 'min_value': 1}), 36: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35)]], {}), 37: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.category_choices, 'label': 'catégorie', 'required': False}), 38: ('wagtail.blocks.StructBlock', [[('heading', 7), ('category', 37), ('count', 35)]], {}), 39: ('wagtail.blocks.StructBlock', [[('heading', 7)]], {}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.activity_choices, 'label': 'type de lieu', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35), ('kind', 40)]], {}), 42: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 400, 'required': False}), 43: ('wagtail.blocks.StructBlock', [[('heading', 7), ('text', 42)]], {}), 44: ('wagtail.blocks.CharBlock', (), {'default': 'On reste connectés', 'label': 'titre', 'max_length': 120}), 45: ('wagtail.blocks.StructBlock', [[('heading', 44)]], {}), 46: ('passeurs.editorial.blocks.data.IdentityBlock', (), {}), 47: ('passeurs.editorial.blocks.data.ConformityBlock', (), {})}, verbose_name='contenu')),
            ],
            options={
                'verbose_name': 'les villes',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Une ou deux phrases, sous le titre et dans les listes.', max_length=320, verbose_name='chapeau')),
                ('body', wagtail.fields.StreamField([('text', 0), ('quote', 3), ('picture', 6), ('video', 11), ('faq', 16), ('steps', 21), ('roles', 27), ('links', 33), ('selections', 36), ('news', 38), ('figures', 39), ('city_map', 39), ('events', 36), ('venues', 41), ('apply', 43), ('connected', 45), ('identity', 46), ('conformity', 47)], blank=True, block_lookup={0: ('passeurs.editorial.blocks.content.TextBlock', (), {}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'citation', 'max_length': 600}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'qui parle', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('who', 2)]], {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'légende', 'max_length': 240, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('picture', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 120}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'adresse de la vidéo'}), 9: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Sans elle, une affiche est dessinée.', 'label': 'image', 'required': False}), 10: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'Ce qui est dit, pour qui n’entend pas ou préfère lire.', 'label': 'transcription', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('title', 7), ('url', 8), ('picture', 9), ('transcript', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 160}), 13: ('wagtail.blocks.RichTextBlock', (), {'label': 'réponse'}), 14: ('wagtail.blocks.StructBlock', [[('question', 12), ('answer', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'questions'}), 16: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'introduction', 'max_length': 600, 'required': False}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'étapes'}), 21: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 20)]], {}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 80}), 23: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('livre', 'livre'), ('cinema', 'cinéma'), ('musique', 'musique'), ('scene', 'scène'), ('musee', 'musée'), ('patrimoine', 'patrimoine'), ('rencontre', 'rencontre'), ('pratique', 'pratique')], 'label': 'affiche'}), 25: ('wagtail.blocks.StructBlock', [[('title', 22), ('text', 23), ('poster', 24)]], {}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'cartes'}), 27: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'texte', 'max_length': 240, 'required': False}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page du site', 'required': False}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'https://… ou /candidature/', 'label': 'ou adresse', 'max_length': 300, 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 28), ('page', 29), ('url', 30)]], {}), 32: ('wagtail.blocks.ListBlock', (31,), {'label': 'liens'}), 33: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 32)]], {}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.city_choices, 'help_text': 'Vide : la ville de la page, ou toutes.', 'label': 'ville', 'required': False}), 35: ('wagtail.blocks.IntegerBlock', (), {'default': 4, 'label': 'nombre', 'max_value': 12, 'min_value': 1}), 36: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35)]], {}), 37: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.category_choices, 'label': 'catégorie', 'required': False}), 38: ('wagtail.blocks.StructBlock', [[('heading', 7), ('category', 37), ('count', 35)]], {}), 39: ('wagtail.blocks.StructBlock', [[('heading', 7)]], {}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.activity_choices, 'label': 'type de lieu', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35), ('kind', 40)]], {}), 42: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 400, 'required': False}), 43: ('wagtail.blocks.StructBlock', [[('heading', 7), ('text', 42)]], {}), 44: ('wagtail.blocks.CharBlock', (), {'default': 'On reste connectés', 'label': 'titre', 'max_length': 120}), 45: ('wagtail.blocks.StructBlock', [[('heading', 44)]], {}), 46: ('passeurs.editorial.blocks.data.IdentityBlock', (), {}), 47: ('passeurs.editorial.blocks.data.ConformityBlock', (), {})}, verbose_name='contenu')),
                ('kicker', models.CharField(blank=True, max_length=80, verbose_name='surtitre')),
            ],
            options={
                'verbose_name': 'accueil',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Une ou deux phrases, sous le titre et dans les listes.', max_length=320, verbose_name='chapeau')),
                ('body', wagtail.fields.StreamField([('text', 0), ('quote', 3), ('picture', 6), ('video', 11), ('faq', 16), ('steps', 21), ('roles', 27), ('links', 33), ('selections', 36), ('news', 38), ('figures', 39), ('city_map', 39), ('events', 36), ('venues', 41), ('apply', 43), ('connected', 45), ('identity', 46), ('conformity', 47)], blank=True, block_lookup={0: ('passeurs.editorial.blocks.content.TextBlock', (), {}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'citation', 'max_length': 600}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'qui parle', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('who', 2)]], {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'légende', 'max_length': 240, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('picture', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 120}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'adresse de la vidéo'}), 9: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Sans elle, une affiche est dessinée.', 'label': 'image', 'required': False}), 10: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'Ce qui est dit, pour qui n’entend pas ou préfère lire.', 'label': 'transcription', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('title', 7), ('url', 8), ('picture', 9), ('transcript', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 160}), 13: ('wagtail.blocks.RichTextBlock', (), {'label': 'réponse'}), 14: ('wagtail.blocks.StructBlock', [[('question', 12), ('answer', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'questions'}), 16: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'introduction', 'max_length': 600, 'required': False}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'étapes'}), 21: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 20)]], {}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 80}), 23: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('livre', 'livre'), ('cinema', 'cinéma'), ('musique', 'musique'), ('scene', 'scène'), ('musee', 'musée'), ('patrimoine', 'patrimoine'), ('rencontre', 'rencontre'), ('pratique', 'pratique')], 'label': 'affiche'}), 25: ('wagtail.blocks.StructBlock', [[('title', 22), ('text', 23), ('poster', 24)]], {}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'cartes'}), 27: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'texte', 'max_length': 240, 'required': False}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page du site', 'required': False}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'https://… ou /candidature/', 'label': 'ou adresse', 'max_length': 300, 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 28), ('page', 29), ('url', 30)]], {}), 32: ('wagtail.blocks.ListBlock', (31,), {'label': 'liens'}), 33: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 32)]], {}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.city_choices, 'help_text': 'Vide : la ville de la page, ou toutes.', 'label': 'ville', 'required': False}), 35: ('wagtail.blocks.IntegerBlock', (), {'default': 4, 'label': 'nombre', 'max_value': 12, 'min_value': 1}), 36: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35)]], {}), 37: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.category_choices, 'label': 'catégorie', 'required': False}), 38: ('wagtail.blocks.StructBlock', [[('heading', 7), ('category', 37), ('count', 35)]], {}), 39: ('wagtail.blocks.StructBlock', [[('heading', 7)]], {}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.activity_choices, 'label': 'type de lieu', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35), ('kind', 40)]], {}), 42: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 400, 'required': False}), 43: ('wagtail.blocks.StructBlock', [[('heading', 7), ('text', 42)]], {}), 44: ('wagtail.blocks.CharBlock', (), {'default': 'On reste connectés', 'label': 'titre', 'max_length': 120}), 45: ('wagtail.blocks.StructBlock', [[('heading', 44)]], {}), 46: ('passeurs.editorial.blocks.data.IdentityBlock', (), {}), 47: ('passeurs.editorial.blocks.data.ConformityBlock', (), {})}, verbose_name='contenu')),
            ],
            options={
                'verbose_name': 'les actus',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ProgrammePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Une ou deux phrases, sous le titre et dans les listes.', max_length=320, verbose_name='chapeau')),
                ('body', wagtail.fields.StreamField([('text', 0), ('quote', 3), ('picture', 6), ('video', 11), ('faq', 16), ('steps', 21), ('roles', 27), ('links', 33), ('selections', 36), ('news', 38), ('figures', 39), ('city_map', 39), ('events', 36), ('venues', 41), ('apply', 43), ('connected', 45), ('identity', 46), ('conformity', 47)], blank=True, block_lookup={0: ('passeurs.editorial.blocks.content.TextBlock', (), {}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'citation', 'max_length': 600}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'qui parle', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('who', 2)]], {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'légende', 'max_length': 240, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('picture', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 120}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'adresse de la vidéo'}), 9: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Sans elle, une affiche est dessinée.', 'label': 'image', 'required': False}), 10: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'Ce qui est dit, pour qui n’entend pas ou préfère lire.', 'label': 'transcription', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('title', 7), ('url', 8), ('picture', 9), ('transcript', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 160}), 13: ('wagtail.blocks.RichTextBlock', (), {'label': 'réponse'}), 14: ('wagtail.blocks.StructBlock', [[('question', 12), ('answer', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'questions'}), 16: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'introduction', 'max_length': 600, 'required': False}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'étapes'}), 21: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 20)]], {}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 80}), 23: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('livre', 'livre'), ('cinema', 'cinéma'), ('musique', 'musique'), ('scene', 'scène'), ('musee', 'musée'), ('patrimoine', 'patrimoine'), ('rencontre', 'rencontre'), ('pratique', 'pratique')], 'label': 'affiche'}), 25: ('wagtail.blocks.StructBlock', [[('title', 22), ('text', 23), ('poster', 24)]], {}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'cartes'}), 27: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'texte', 'max_length': 240, 'required': False}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page du site', 'required': False}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'https://… ou /candidature/', 'label': 'ou adresse', 'max_length': 300, 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 28), ('page', 29), ('url', 30)]], {}), 32: ('wagtail.blocks.ListBlock', (31,), {'label': 'liens'}), 33: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 32)]], {}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.city_choices, 'help_text': 'Vide : la ville de la page, ou toutes.', 'label': 'ville', 'required': False}), 35: ('wagtail.blocks.IntegerBlock', (), {'default': 4, 'label': 'nombre', 'max_value': 12, 'min_value': 1}), 36: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35)]], {}), 37: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.category_choices, 'label': 'catégorie', 'required': False}), 38: ('wagtail.blocks.StructBlock', [[('heading', 7), ('category', 37), ('count', 35)]], {}), 39: ('wagtail.blocks.StructBlock', [[('heading', 7)]], {}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.activity_choices, 'label': 'type de lieu', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35), ('kind', 40)]], {}), 42: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 400, 'required': False}), 43: ('wagtail.blocks.StructBlock', [[('heading', 7), ('text', 42)]], {}), 44: ('wagtail.blocks.CharBlock', (), {'default': 'On reste connectés', 'label': 'titre', 'max_length': 120}), 45: ('wagtail.blocks.StructBlock', [[('heading', 44)]], {}), 46: ('passeurs.editorial.blocks.data.IdentityBlock', (), {}), 47: ('passeurs.editorial.blocks.data.ConformityBlock', (), {})}, verbose_name='contenu')),
            ],
            options={
                'verbose_name': 'le programme',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Rhythm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('label', models.CharField(max_length=80, verbose_name='nom')),
                ('gap_days', models.PositiveSmallIntegerField(verbose_name='jours entre deux numéros')),
            ],
            options={
                'verbose_name': 'rythme',
                'ordering': ['-gap_days'],
            },
        ),
        migrations.CreateModel(
            name='SuppressedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'adresse effacée',
            },
        ),
        migrations.CreateModel(
            name='TextPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Une ou deux phrases, sous le titre et dans les listes.', max_length=320, verbose_name='chapeau')),
                ('body', wagtail.fields.StreamField([('text', 0), ('quote', 3), ('picture', 6), ('video', 11), ('faq', 16), ('steps', 21), ('roles', 27), ('links', 33), ('selections', 36), ('news', 38), ('figures', 39), ('city_map', 39), ('events', 36), ('venues', 41), ('apply', 43), ('connected', 45), ('identity', 46), ('conformity', 47)], blank=True, block_lookup={0: ('passeurs.editorial.blocks.content.TextBlock', (), {}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'citation', 'max_length': 600}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'qui parle', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('who', 2)]], {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'légende', 'max_length': 240, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('picture', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 120}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'adresse de la vidéo'}), 9: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Sans elle, une affiche est dessinée.', 'label': 'image', 'required': False}), 10: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'Ce qui est dit, pour qui n’entend pas ou préfère lire.', 'label': 'transcription', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('title', 7), ('url', 8), ('picture', 9), ('transcript', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 160}), 13: ('wagtail.blocks.RichTextBlock', (), {'label': 'réponse'}), 14: ('wagtail.blocks.StructBlock', [[('question', 12), ('answer', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'questions'}), 16: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'introduction', 'max_length': 600, 'required': False}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'étapes'}), 21: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 20)]], {}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 80}), 23: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('livre', 'livre'), ('cinema', 'cinéma'), ('musique', 'musique'), ('scene', 'scène'), ('musee', 'musée'), ('patrimoine', 'patrimoine'), ('rencontre', 'rencontre'), ('pratique', 'pratique')], 'label': 'affiche'}), 25: ('wagtail.blocks.StructBlock', [[('title', 22), ('text', 23), ('poster', 24)]], {}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'cartes'}), 27: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'texte', 'max_length': 240, 'required': False}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page du site', 'required': False}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'https://… ou /candidature/', 'label': 'ou adresse', 'max_length': 300, 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 28), ('page', 29), ('url', 30)]], {}), 32: ('wagtail.blocks.ListBlock', (31,), {'label': 'liens'}), 33: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 32)]], {}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.city_choices, 'help_text': 'Vide : la ville de la page, ou toutes.', 'label': 'ville', 'required': False}), 35: ('wagtail.blocks.IntegerBlock', (), {'default': 4, 'label': 'nombre', 'max_value': 12, 'min_value': 1}), 36: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35)]], {}), 37: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.category_choices, 'label': 'catégorie', 'required': False}), 38: ('wagtail.blocks.StructBlock', [[('heading', 7), ('category', 37), ('count', 35)]], {}), 39: ('wagtail.blocks.StructBlock', [[('heading', 7)]], {}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.activity_choices, 'label': 'type de lieu', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35), ('kind', 40)]], {}), 42: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 400, 'required': False}), 43: ('wagtail.blocks.StructBlock', [[('heading', 7), ('text', 42)]], {}), 44: ('wagtail.blocks.CharBlock', (), {'default': 'On reste connectés', 'label': 'titre', 'max_length': 120}), 45: ('wagtail.blocks.StructBlock', [[('heading', 44)]], {}), 46: ('passeurs.editorial.blocks.data.IdentityBlock', (), {}), 47: ('passeurs.editorial.blocks.data.ConformityBlock', (), {})}, verbose_name='contenu')),
            ],
            options={
                'verbose_name': 'page de texte',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='CityPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Une ou deux phrases, sous le titre et dans les listes.', max_length=320, verbose_name='chapeau')),
                ('body', wagtail.fields.StreamField([('text', 0), ('quote', 3), ('picture', 6), ('video', 11), ('faq', 16), ('steps', 21), ('roles', 27), ('links', 33), ('selections', 36), ('news', 38), ('figures', 39), ('city_map', 39), ('events', 36), ('venues', 41), ('apply', 43), ('connected', 45), ('identity', 46), ('conformity', 47)], blank=True, block_lookup={0: ('passeurs.editorial.blocks.content.TextBlock', (), {}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'citation', 'max_length': 600}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'qui parle', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('who', 2)]], {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'légende', 'max_length': 240, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('picture', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 120}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'adresse de la vidéo'}), 9: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Sans elle, une affiche est dessinée.', 'label': 'image', 'required': False}), 10: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'Ce qui est dit, pour qui n’entend pas ou préfère lire.', 'label': 'transcription', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('title', 7), ('url', 8), ('picture', 9), ('transcript', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 160}), 13: ('wagtail.blocks.RichTextBlock', (), {'label': 'réponse'}), 14: ('wagtail.blocks.StructBlock', [[('question', 12), ('answer', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'questions'}), 16: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'introduction', 'max_length': 600, 'required': False}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'étapes'}), 21: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 20)]], {}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 80}), 23: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('livre', 'livre'), ('cinema', 'cinéma'), ('musique', 'musique'), ('scene', 'scène'), ('musee', 'musée'), ('patrimoine', 'patrimoine'), ('rencontre', 'rencontre'), ('pratique', 'pratique')], 'label': 'affiche'}), 25: ('wagtail.blocks.StructBlock', [[('title', 22), ('text', 23), ('poster', 24)]], {}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'cartes'}), 27: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'texte', 'max_length': 240, 'required': False}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page du site', 'required': False}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'https://… ou /candidature/', 'label': 'ou adresse', 'max_length': 300, 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 28), ('page', 29), ('url', 30)]], {}), 32: ('wagtail.blocks.ListBlock', (31,), {'label': 'liens'}), 33: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 32)]], {}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.city_choices, 'help_text': 'Vide : la ville de la page, ou toutes.', 'label': 'ville', 'required': False}), 35: ('wagtail.blocks.IntegerBlock', (), {'default': 4, 'label': 'nombre', 'max_value': 12, 'min_value': 1}), 36: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35)]], {}), 37: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.category_choices, 'label': 'catégorie', 'required': False}), 38: ('wagtail.blocks.StructBlock', [[('heading', 7), ('category', 37), ('count', 35)]], {}), 39: ('wagtail.blocks.StructBlock', [[('heading', 7)]], {}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.activity_choices, 'label': 'type de lieu', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35), ('kind', 40)]], {}), 42: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 400, 'required': False}), 43: ('wagtail.blocks.StructBlock', [[('heading', 7), ('text', 42)]], {}), 44: ('wagtail.blocks.CharBlock', (), {'default': 'On reste connectés', 'label': 'titre', 'max_length': 120}), 45: ('wagtail.blocks.StructBlock', [[('heading', 44)]], {}), 46: ('passeurs.editorial.blocks.data.IdentityBlock', (), {}), 47: ('passeurs.editorial.blocks.data.ConformityBlock', (), {})}, verbose_name='contenu')),
                ('city', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='page', to='programme.city')),
            ],
            options={
                'verbose_name': 'page de ville',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=100, verbose_name='titre')),
                ('intro', models.TextField(blank=True, max_length=3000, verbose_name='le mot de l’équipe')),
                ('news_count', models.PositiveSmallIntegerField(default=3, verbose_name='actus au plus')),
                ('selection_count', models.PositiveSmallIntegerField(default=4, verbose_name='sélections au plus')),
                ('event_count', models.PositiveSmallIntegerField(default=5, verbose_name='sorties au plus')),
                ('event_days', models.PositiveSmallIntegerField(default=21, verbose_name='sorties des jours qui viennent')),
                ('state', models.CharField(choices=[('draft', 'en préparation'), ('sending', 'en cours d’envoi'), ('paused', 'envoi en pause'), ('sent', 'envoyée')], default='draft', max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('updated_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('recipient_count', models.PositiveIntegerField(default=0)),
                ('outcome', models.JSONField(blank=True, default=dict)),
                ('trouble', models.CharField(blank=True, max_length=200)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'numéro de la lettre',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Pick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('news', 'Les actus'), ('selection', 'Des sélections pour toi'), ('event', 'À faire près de chez toi')], max_length=10)),
                ('ref', models.PositiveBigIntegerField()),
                ('is_pinned', models.BooleanField()),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='picks', to='editorial.issue')),
            ],
            options={
                'verbose_name': 'choix de l’équipe',
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('file', passeurs.editorial.models.picture.PictureField(height_field='height', upload_to=passeurs.editorial.models.picture.picture_path, verbose_name='fichier', width_field='width')),
                ('description', models.CharField(blank=True, help_text='Ce que l’image montre d’utile, en une phrase, pour qui ne la voit pas : « Six jeunes assis en rond dans le hall de la bibliothèque ». Ne commencez pas par « Photo de ».', max_length=255, verbose_name='texte alternatif')),
                ('is_decorative', models.BooleanField(default=False, help_text='Elle n’apprend rien de plus que le texte : elle sera ignorée par les lecteurs d’écran.', verbose_name='image décorative')),
                ('credit', models.CharField(help_text='Qui a pris ou dessiné l’image : « Photo : Inès M. » ou « DR ».', max_length=160, verbose_name='crédit')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'image',
                'verbose_name_plural': 'images',
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Une ou deux phrases, sous le titre et dans les listes.', max_length=320, verbose_name='chapeau')),
                ('body', wagtail.fields.StreamField([('text', 0), ('quote', 3), ('picture', 6), ('video', 11), ('faq', 16), ('steps', 21), ('roles', 27), ('links', 33), ('selections', 36), ('news', 38), ('figures', 39), ('city_map', 39), ('events', 36), ('venues', 41), ('apply', 43), ('connected', 45), ('identity', 46), ('conformity', 47)], blank=True, block_lookup={0: ('passeurs.editorial.blocks.content.TextBlock', (), {}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'citation', 'max_length': 600}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'qui parle', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('who', 2)]], {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'légende', 'max_length': 240, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('picture', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 120}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'adresse de la vidéo'}), 9: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Sans elle, une affiche est dessinée.', 'label': 'image', 'required': False}), 10: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'Ce qui est dit, pour qui n’entend pas ou préfère lire.', 'label': 'transcription', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('title', 7), ('url', 8), ('picture', 9), ('transcript', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'question', 'max_length': 160}), 13: ('wagtail.blocks.RichTextBlock', (), {'label': 'réponse'}), 14: ('wagtail.blocks.StructBlock', [[('question', 12), ('answer', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'questions'}), 16: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'introduction', 'max_length': 600, 'required': False}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'étapes'}), 21: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 20)]], {}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 80}), 23: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 600}), 24: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('livre', 'livre'), ('cinema', 'cinéma'), ('musique', 'musique'), ('scene', 'scène'), ('musee', 'musée'), ('patrimoine', 'patrimoine'), ('rencontre', 'rencontre'), ('pratique', 'pratique')], 'label': 'affiche'}), 25: ('wagtail.blocks.StructBlock', [[('title', 22), ('text', 23), ('poster', 24)]], {}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'cartes'}), 27: ('wagtail.blocks.StructBlock', [[('heading', 7), ('intro', 17), ('items', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'texte', 'max_length': 240, 'required': False}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'page du site', 'required': False}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'https://… ou /candidature/', 'label': 'ou adresse', 'max_length': 300, 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 28), ('page', 29), ('url', 30)]], {}), 32: ('wagtail.blocks.ListBlock', (31,), {'label': 'liens'}), 33: ('wagtail.blocks.StructBlock', [[('heading', 7), ('items', 32)]], {}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.city_choices, 'help_text': 'Vide : la ville de la page, ou toutes.', 'label': 'ville', 'required': False}), 35: ('wagtail.blocks.IntegerBlock', (), {'default': 4, 'label': 'nombre', 'max_value': 12, 'min_value': 1}), 36: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35)]], {}), 37: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.category_choices, 'label': 'catégorie', 'required': False}), 38: ('wagtail.blocks.StructBlock', [[('heading', 7), ('category', 37), ('count', 35)]], {}), 39: ('wagtail.blocks.StructBlock', [[('heading', 7)]], {}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': passeurs.editorial.blocks.data.activity_choices, 'label': 'type de lieu', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('heading', 7), ('city', 34), ('count', 35), ('kind', 40)]], {}), 42: ('wagtail.blocks.TextBlock', (), {'label': 'texte', 'max_length': 400, 'required': False}), 43: ('wagtail.blocks.StructBlock', [[('heading', 7), ('text', 42)]], {}), 44: ('wagtail.blocks.CharBlock', (), {'default': 'On reste connectés', 'label': 'titre', 'max_length': 120}), 45: ('wagtail.blocks.StructBlock', [[('heading', 44)]], {}), 46: ('passeurs.editorial.blocks.data.IdentityBlock', (), {}), 47: ('passeurs.editorial.blocks.data.ConformityBlock', (), {})}, verbose_name='contenu')),
                ('category', models.CharField(choices=[('programme', 'Vie du programme'), ('rencontre', 'Rencontre'), ('reportage', 'Reportage'), ('portrait', 'Portrait'), ('conseil', 'Conseils'), ('candidater', 'Candidater')], default='programme', max_length=12, verbose_name='catégorie')),
                ('discipline', models.CharField(blank=True, choices=passeurs.catalogue.queries.category.domain_choices, max_length=40, verbose_name='discipline')),
                ('dated_at', models.DateTimeField(default=passeurs.core.clock.now, verbose_name='date de l’article')),
                ('city', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.city', verbose_name='ville')),
                ('picture', models.ForeignKey(blank=True, help_text='Facultative : sans elle, l’article reçoit son affiche.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image')),
            ],
            options={
                'verbose_name': 'article',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PictureRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='editorial.picture')),
            ],
            options={
                'verbose_name': 'rendu d’image',
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='SiteSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('networks', wagtail.fields.StreamField([('network', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'nom', 'max_length': 40}), 1: ('wagtail.blocks.URLBlock', (), {'label': 'adresse'}), 2: ('wagtail.blocks.StructBlock', [[('name', 0), ('url', 1)]], {})}, verbose_name='réseaux, dans l’ordre')),
                ('publisher', models.CharField(blank=True, max_length=200, verbose_name='éditeur du site')),
                ('publisher_address', models.CharField(blank=True, max_length=300, verbose_name='adresse de l’éditeur')),
                ('publisher_phone', models.CharField(blank=True, max_length=40, verbose_name='téléphone de l’éditeur')),
                ('director', models.CharField(blank=True, max_length=200, verbose_name='direction de la publication')),
                ('host', models.CharField(blank=True, max_length=300, verbose_name='hébergeur : nom, adresse, téléphone')),
                ('dpo', models.CharField(blank=True, max_length=200, verbose_name='délégué à la protection des données')),
                ('conformity', models.CharField(choices=[('full', 'totalement conforme'), ('partial', 'partiellement conforme'), ('none', 'non conforme')], default='none', help_text='Sans audit de moins de trois ans, un site est « non conforme » : l’écrire est obligatoire.', max_length=8, verbose_name='accessibilité')),
                ('accessibility_contact', models.EmailField(blank=True, max_length=254, verbose_name='contact accessibilité')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'identité et réseaux',
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='adresse e-mail')),
                ('tastes', models.JSONField(blank=True, default=list, verbose_name='goûts')),
                ('state', models.CharField(choices=[('waiting', 'à confirmer'), ('active', 'abonnement en cours'), ('left', 'désabonnement'), ('suspended', 'adresse suspendue')], default='waiting', max_length=10)),
                ('created_at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('asked_count', models.PositiveIntegerField(default=0)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('stay_asked_at', models.DateTimeField(blank=True, null=True)),
                ('paused_until', models.DateField(blank=True, null=True, verbose_name='en pause jusqu’au')),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('suspended_at', models.DateTimeField(blank=True, null=True)),
                ('soft_bounce_count', models.PositiveSmallIntegerField(default=0)),
                ('letter_at', models.DateTimeField(blank=True, null=True)),
                ('city', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programme.city')),
                ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letter_subscription', to=settings.AUTH_USER_MODEL)),
                ('rhythm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.rhythm')),
            ],
            options={
                'verbose_name': 'abonnement à la lettre',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'à envoyer'), ('claimed', 'pris par un envoi'), ('handed', 'remis au serveur'), ('sent', 'envoyé'), ('refused', 'refusé par le serveur'), ('unsure', 'interrompu, peut-être reçu'), ('skipped', 'désabonné entre-temps')], default='waiting', max_length=10)),
                ('due_at', models.DateTimeField()),
                ('claim', models.UUIDField(blank=True, db_index=True, null=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('attempt_count', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=120)),
                ('message_id', models.CharField(blank=True, db_index=True, max_length=255)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dispatches', to='editorial.issue')),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dispatches', to='editorial.subscription')),
            ],
            options={
                'verbose_name': 'envoi d’un numéro',
            },
        ),
        migrations.CreateModel(
            name='Bounce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('hard', 'adresse qui n’existe pas'), ('soft', 'boîte pleine ou serveur occupé'), ('complaint', 'signalée comme indésirable')], max_length=10)),
                ('at', models.DateTimeField(default=passeurs.core.clock.now)),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('event_id', models.CharField(blank=True, max_length=255, null=True, unique=True)),
                ('issue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='bounces', to='editorial.issue')),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bounces', to='editorial.subscription')),
            ],
            options={
                'verbose_name': 'retour',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(fields=['state', '-started_at'], name='issue_state_started'),
        ),
        migrations.AddConstraint(
            model_name='pick',
            constraint=models.UniqueConstraint(fields=('issue', 'kind', 'ref'), name='pick_once'),
        ),
        migrations.AddIndex(
            model_name='articlepage',
            index=models.Index(fields=['-dated_at'], name='article_dated'),
        ),
        migrations.AddIndex(
            model_name='articlepage',
            index=models.Index(fields=['category', '-dated_at'], name='article_category'),
        ),
        migrations.AddIndex(
            model_name='articlepage',
            index=models.Index(fields=['city', '-dated_at'], name='article_city'),
        ),
        migrations.AddConstraint(
            model_name='picturerendition',
            constraint=models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='picturerendition_unique'),
        ),
        migrations.AddIndex(
            model_name='subscription',
            index=models.Index(fields=['state', 'city'], name='subscription_state_city'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='subscription_email_unique'),
        ),
        migrations.AddIndex(
            model_name='dispatch',
            index=models.Index(fields=['issue', 'state', 'due_at'], name='dispatch_issue_state'),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.UniqueConstraint(fields=('issue', 'subscription'), name='dispatch_once'),
        ),
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
