"""Boards of the team that compose several apps: coverage by city, partners with their wishes and groups.

Reads and composes; owns no table, and nothing imports it.
"""
