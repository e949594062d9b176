"""The matching of people with cultural actors: groups of two to five, near, with a shared half-day.

Pure: no Django, JSON in and out, `python -m passeurs.matching --help`. Only `model.py` imports
OR-tools, which cannot live in one process with highspy: a site calls this package in a process of its own.
What is promised, and how to check it, is told in docs/algorithms/matching.md.
"""
