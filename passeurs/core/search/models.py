"""What a searchable table carries. The engines live in `core.search`."""

from django.db import models


class Searchable(models.Model):
    """A row found by text: `search_name` is its folded name, `search_text` every folded word that finds it.

    Both are filled by `core.search.fold` at write time, so that the two database engines
    index the same words; the index itself is made by the migration operation `SearchIndex`.
    """

    search_name = models.CharField(max_length=320, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True
