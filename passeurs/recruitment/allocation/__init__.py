"""Who reads what, and how severe each reader is. Pure: no database, no clock; a seed makes the same everywhere.

`assign` balances readings by load; `calibrate` estimates severities from files read by several.
"""
