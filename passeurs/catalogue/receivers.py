"""What the catalogue does when someone signs in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from passeurs.catalogue.actions.pin import join_pins
from passeurs.catalogue.queries.pin import joined_words, venue_refs
from passeurs.people.models import Person


@receiver(user_logged_in)
def join_device_pins(request: HttpRequest | None, user: Person, **kwargs: Any) -> None:
    """The sign-in form told what this device kept: its venues join the person's pins, who is told."""
    venue_ids = venue_refs(request.POST.get("device_list", "")) if request else []
    if request is None or not venue_ids:
        return
    joined = join_pins(person=user, venue_ids=venue_ids)
    if joined.added or joined.refused:
        level = messages.WARNING if joined.refused else messages.SUCCESS
        messages.add_message(request, level, joined_words(joined), fail_silently=True)
