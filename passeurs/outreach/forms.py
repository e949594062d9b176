"""Forms of outreach."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core.forms import Form
from passeurs.outreach import rules
from passeurs.outreach.models import Channel


class ChannelForm(Form):
    """On which channel one shares."""

    channel = forms.ModelChoiceField(
        Channel.objects.all(), label=gettext_lazy("Où vas-tu partager\u202f?"), to_field_name="slug", empty_label=None
    )


class LinkForm(Form):
    """An address to shorten, and the channel."""

    target = forms.CharField(
        label=gettext_lazy("Adresse de la page"),
        max_length=600,
        widget=forms.URLInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    channel = forms.ModelChoiceField(
        Channel.objects.all(), label=gettext_lazy("Où vas-tu partager\u202f?"), to_field_name="slug", empty_label=None
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        sites = ", ".join(settings.LINK_DOMAINS)
        self.fields["target"].help_text = (
            _("Une page de ce site, ou de %(sites)s.") % {"sites": sites} if sites else _("Une page de ce site.")
        )

    def clean_target(self) -> str:
        """A path for a page of this site, else the address when its site is listed."""
        target = self.cleaned_data["target"].strip()
        own = urlsplit(settings.SITE_URL)
        try:
            parts = urlsplit(target)
        except ValueError as error:
            raise forms.ValidationError(
                _("Cette adresse est mal écrite\u202f: copie-la depuis ton navigateur.")
            ) from error
        if (parts.scheme, parts.netloc) == (own.scheme, own.netloc):
            target = parts._replace(scheme="", netloc="").geturl() or "/"
        verdict = rules.can_lead_to(target)
        if not verdict:
            raise forms.ValidationError(verdict.reason)
        return target
