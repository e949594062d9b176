"""Recruitment (candidatures): from a call to the mandates of a new cohort.

Nouns: Call, Application, Reading, Draw. Verbs: apply, read, score, draw, confirm, replace, answer everyone.
For now this package holds `lottery`, the draw itself: pure Python, usable without Django.
It refuses to know what the drawn do next.
"""
