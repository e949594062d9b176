"""Recherche: one interface, two engines (SQLite FTS5, PostgreSQL tsvector), spelling mended.

`index.index_words` makes what is indexed, `find.search` and `find.matching` read it,
`operations.SearchIndex` builds it in a migration, `vocabulary` mends words.
"""
