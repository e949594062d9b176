"""Texts written by people, in templates."""

from django import template
from django.utils.safestring import SafeString

from passeurs.core.markdown import render_markdown

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown of the team, as safe HTML."""
    return render_markdown(text)
