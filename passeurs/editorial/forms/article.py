"""The form of an article in the editors' room."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm


class ArticleForm(WagtailAdminPageForm):
    """An article under a city's page is that city's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_city = getattr(self.parent_page.specific, "city", None) if self.parent_page else None
        if self.own_city is not None and "city" in self.fields:
            self.fields["city"].widget = forms.HiddenInput()
            self.fields["city"].disabled = True
            self.initial["city"] = self.own_city.pk
