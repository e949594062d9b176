"""Sealing: what was decided before chance spoke cannot change after, and anyone checks it.

Nouns: Commitment, Envelope, Certificate, Proof. Verbs: commit, seal, draw, prove.
`canonical` writes what is committed to as bytes; `certificate` is the commitment and the chance; `envelope` holds what
stays secret and adds up in public; `proof` is what one person, or a sworn auditor, is given. Knows no solver.
"""
