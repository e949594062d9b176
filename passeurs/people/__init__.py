"""Comptes: Person, Profile, Consent, RoleGrant.

Sign in by e-mail code or passkey, consent, withdraw, export my data, erase me.
Refuses to know any other app: what others hold about a person comes through `core.registry`.
"""
