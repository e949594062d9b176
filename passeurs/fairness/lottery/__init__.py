"""The draw of a cohort: the fairest lottery (leximin) over panels that meet every quota, and its certificate.

Nouns: Pool, Quota, Panel, Lottery, Certificate. Verbs: solve, seal, commit, draw, replace, report.
Pure: no Django, no clock, no chance but a seed. `python -m passeurs.fairness.lottery --help`.
Start reading at `solve.py`; what a stranger runs to check a draw is `tools/verify_draw.py`.
"""
