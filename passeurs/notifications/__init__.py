"""Notifications: Message, Delivery, Preference.

Notify (in-app, e-mail), digest, quiet hours. Knows persons, not why they are told.
"""
