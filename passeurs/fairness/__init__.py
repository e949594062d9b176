"""Fairness: chance that can be checked, and what is scarce shared out as fairly as can be.

Packages: `lottery` (the draw of a cohort: panels within quotas, leximin) and below it `sealing` (commitment, chance,
certificate, envelopes, proofs). Each is read, run and checked from the command line, without the site.
Refuses to know: Django, any table, any noun of the programme, the time, any chance but a seed.
"""
