"""API publique en lecture seule, `/api/v1/`: public data of catalogue and selections.

Owns no table; nobody imports it.
"""
