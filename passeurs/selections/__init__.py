"""Sélections: Selection, SelectionItem, Submission.

Compose, propose, second-read, publish, retire. Refuses to know recruitment or any other activity.
"""
