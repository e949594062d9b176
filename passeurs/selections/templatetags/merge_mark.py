"""The marks of a draft's page: what each text was when it was shown (see `queries.merge`)."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from passeurs.selections.forms import ComposeForm

register = template.Library()


@register.simple_tag
def base_mark(form: ComposeForm, name: str) -> SafeString:
    """The hidden field that keeps the mark of one text."""
    return format_html('<input type="hidden" name="base-{}" value="{}">', name, form.marks()[name])
