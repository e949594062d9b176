"""Réponse promise: Promise, the spine of the product: who owes whom an answer about what, by when.

Owe, answer, remind, list what is late. Points at any row, knows no domain.
"""
