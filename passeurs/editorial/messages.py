"""Mails of the letter: confirmations, and an issue printed once per kind of reader, then addressed to each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from passeurs.core.mail import framed_mail, site_words
from passeurs.core.markdown import render_markdown
from passeurs.editorial.models import Issue, Subscription
from passeurs.editorial.queries.issue import Composer, Edition, Entry, Reader, theme_choices
from passeurs.editorial.queries.subscription import confirm_token, leave_token, manage_token

# Where the words of one reader's links go once the rest is printed.
MANAGE_MARK, LEAVE_MARK = "@@gerer@@", "@@quitter@@"


def absolute(path: str) -> str:
    """The address of a page of this site, as a mail needs it."""
    return settings.SITE_URL + path


def unsubscribe_headers(leave_url: str) -> dict[str, str]:
    """One click of the mail program stops the letter (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{leave_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<lettre.{urlsplit(settings.SITE_URL).hostname}>",
    }


def subscription_mail(subscription: Subscription, name: str) -> EmailMultiAlternatives:
    """A mail about a subscription: `confirm` it, `already` a reader, `stay` or be forgotten."""
    subjects = {
        "confirm": _("Confirme ton abonnement à la lettre de %s"),
        "already": _("Tu reçois déjà la lettre de %s"),
        "stay": _("Tu veux toujours la lettre de %s ?"),
    }
    subject = subjects[name] % settings.SITE_NAME
    leave_url = absolute(reverse("editorial:leave", args=[leave_token(subscription)]))
    context = {
        "confirm_url": absolute(reverse("editorial:confirm", args=[confirm_token(subscription)])),
        "manage_url": absolute(reverse("editorial:manage", args=[manage_token(subscription)])),
        "leave_url": leave_url,
    }
    return framed_mail(
        to=subscription.email,
        subject=subject,
        template=f"editorial/letter/mail/mail_{name}",
        context=context,
        headers=unsubscribe_headers(leave_url) if name != "confirm" else {},
    )


@dataclass(frozen=True)
class Printed:
    """An edition ready to be addressed: its parts hold the marks of one reader's links."""

    text: str
    html: str


class Press:
    """Prints an issue once for each kind of reader, and addresses it to as many as there are."""

    def __init__(self, issue: Issue, at: dt.datetime) -> None:
        self.issue = issue
        self.composer = Composer(issue, at)
        self.labels = dict(theme_choices())
        self.intro_html = render_markdown(issue.intro)
        self._printed: dict[tuple[object, ...], Printed] = {}
        self._entries: dict[str, Printed] = {}

    def printed(self, reader: Reader) -> Printed:
        """The two parts of the mail for one kind of reader."""
        key = (reader.city.pk if reader.city else None, reader.tastes, reader.gap_days)
        if key not in self._printed:
            self._printed[key] = self._print("issue", self.context(self.composer.edition(reader)))
        return self._printed[key]

    def entry(self, entry: Entry) -> Printed:
        """One thing told, printed once for all the readers who are told it."""
        if entry.key not in self._entries:
            self._entries[entry.key] = self._print("entry", {"entry": entry, "site_url": settings.SITE_URL})
        return self._entries[entry.key]

    @staticmethod
    def _print(name: str, context: dict[str, Any]) -> Printed:
        """Both parts of a template of the letter; the HTML is safe to be put into another."""
        html, text = (
            render_to_string(f"editorial/letter/mail/mail_{name}.{kind}", context) for kind in ("html", "txt")
        )
        return Printed(text=text, html=SafeString(html))

    def context(self, edition: Edition) -> dict[str, Any]:
        """What the templates of the letter know."""
        reader = edition.reader
        query = [("ville", reader.city.slug)] if reader.city else []
        query += [("theme", theme) for theme in sorted(reader.tastes)]
        web_url = absolute(self.issue.get_absolute_url()) + (f"?{urlencode(query)}" if query else "")
        return {
            **site_words(),
            "issue": self.issue,
            "at": self.composer.at,
            "intro_html": self.intro_html,
            "blocks": [(block.title, [self.entry(one) for one in block.entries]) for block in edition.blocks],
            "city": reader.city,
            "tastes": [self.labels.get(theme, theme) for theme in sorted(reader.tastes)],
            "web_url": web_url,
            "manage_url": absolute(reverse("editorial:manage", args=[MANAGE_MARK])),
            "leave_url": absolute(reverse("editorial:leave", args=[LEAVE_MARK])),
        }

    def mail(self, subscription: Subscription, connection: BaseEmailBackend) -> EmailMultiAlternatives:
        """The issue for one reader, with their own links to change and to leave."""
        manage, leave = manage_token(subscription), leave_token(subscription)
        leave_url = absolute(reverse("editorial:leave", args=[leave]))
        headers = {
            **unsubscribe_headers(leave_url),
            "Message-ID": f"<lettre.{self.issue.pk}.{subscription.uid}@{urlsplit(settings.SITE_URL).hostname}>",
            "Precedence": "bulk",
        }
        printed = self.printed(reader_of(subscription))
        return self._compose(printed, self.issue.title, subscription.email, (manage, leave), headers, connection)

    def trial(self, reader: Reader, email: str) -> EmailMultiAlternatives:
        """The issue as this kind of reader gets it, to try: its links to change and to leave are nobody's."""
        subject = _("[Essai] %s") % self.issue.title
        return self._compose(self.printed(reader), subject, email, ("essai", "essai"), {})

    def _compose(
        self,
        printed: Printed,
        subject: str,
        email: str,
        words: tuple[str, str],
        headers: dict[str, str],
        connection: BaseEmailBackend | None = None,
    ) -> EmailMultiAlternatives:
        manage, leave = words
        text, html = (
            part.replace(MANAGE_MARK, manage).replace(LEAVE_MARK, leave) for part in (printed.text, printed.html)
        )
        mail = EmailMultiAlternatives(
            " ".join(subject.split()), text, to=[email], headers=headers, connection=connection,
            reply_to=[settings.SITE_CONTACT],
        )  # fmt: skip
        mail.attach_alternative(html, "text/html")
        return mail


def reader_of(subscription: Subscription) -> Reader:
    """The kind of reader a subscription is."""
    return Reader(subscription.city, frozenset(subscription.tastes), subscription.rhythm.gap_days)
