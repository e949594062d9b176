"""Recruitment: a call, applications without an account, readings, a draw, and an answer to everyone.

Nouns: Call (with its tracks and weighted criteria), Application, Correction, Reading, Draw.
Verbs: open and close a call, apply, consent as a guardian, correct, withdraw, read, draw, decide, confirm, replace.
`lottery/` is pure and knows no table. What a candidate answers lives in questionnaires; who a guardian is, in people.
"""
