"""Portail: the pages that compose several domains (accueil, aujourd’hui, équipe, démo).

Owns no table; nobody imports it.
"""
