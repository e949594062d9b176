"""What editorial does when Wagtail, people, the programme or a mail server tell a fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from passeurs.core import clock
from passeurs.core.choices import Fault
from passeurs.core.mail_fault import is_refusal_of_us, told_answer
from passeurs.core.page_cache import pages_changed
from passeurs.core.signals import mail_stopped
from passeurs.editorial.actions import bounce as bounce_actions
from passeurs.editorial.actions import subscription as subscription_actions
from passeurs.editorial.actions.editor import sync_editor
from passeurs.editorial.actions.page import note_page
from passeurs.editorial.actions.site import add_city_page
from passeurs.editorial.models import Bounce, Dispatch, SitePage, SiteSettings
from passeurs.editorial.queries.site import forget_frame
from passeurs.editorial.queries.subscription import find_subscription
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Person, RoleGrant
from passeurs.people.signals import consent_given, consent_withdrawn
from passeurs.programme.models import SeasonCity

KINDS = {
    EventType.DEFERRED: Bounce.Kind.SOFT,
    EventType.COMPLAINED: Bounce.Kind.COMPLAINT,
    EventType.UNSUBSCRIBED: Bounce.Kind.COMPLAINT,
}
# Refused by the mail service because the address is known to be dead; other refusals say nothing of it.
UNREACHABLE = {RejectReason.BOUNCED, RejectReason.INVALID}


@receiver(consent_given)
def link_letter(person: Person, purpose: str, **kwargs: Any) -> None:
    """News by mail were agreed to in the account."""
    if purpose == ConsentPurpose.EMAIL_NEWS:
        subscription_actions.link_person(person=person)


@receiver(consent_withdrawn)
def stop_letter(person: Person, purpose: str, **kwargs: Any) -> None:
    """The consent was taken back."""
    if purpose == ConsentPurpose.EMAIL_NEWS:
        subscription_actions.leave_with_consent(person=person)


@receiver(tracking)
def note_return(event: AnymailTrackingEvent, **kwargs: Any) -> None:
    """A mail came back, or its reader complained. What is about no reader of the letter is passed over."""
    is_no = event.event_type in (EventType.BOUNCED, EventType.REJECTED)
    if is_no and is_refusal_of_us(event.reject_reason, event.mta_response):
        mail_stopped.send_robust(sender=Bounce, fault=Fault.US, at=clock.now())
        return
    kind = kind_of(event)
    if kind is None:
        return
    dispatch = None
    if event.message_id:
        dispatch = Dispatch.objects.filter(message_id=event.message_id).select_related("subscription", "issue").first()
    subscription = dispatch.subscription if dispatch else find_subscription(event.recipient or "")
    if subscription is not None:
        bounce_actions.record_bounce(
            subscription=subscription,
            kind=kind,
            reason=event.reject_reason or event.event_type or "",
            issue=dispatch.issue if dispatch else None,
            event_id=identity(event),
        )


def kind_of(event: AnymailTrackingEvent) -> Bounce.Kind | None:
    """What came back; None: nothing that tells of the address. Only « no such address » is hard."""
    if event.event_type == EventType.REJECTED:
        return Bounce.Kind.HARD if event.reject_reason in UNREACHABLE else None
    if event.event_type != EventType.BOUNCED:
        return KINDS.get(event.event_type)
    answer = told_answer(event.mta_response or "")
    if answer:
        return Bounce.Kind.HARD if answer.fault == Fault.GONE else Bounce.Kind.SOFT
    is_hard = not is_soft(event) and event.reject_reason in (None, *UNREACHABLE)
    return Bounce.Kind.HARD if is_hard else Bounce.Kind.SOFT


def is_soft(event: AnymailTrackingEvent) -> bool:
    """Some services call a full box a bounce, in the same word as a dead address, and tell them apart by their own."""
    told = event.esp_event if isinstance(event.esp_event, Mapping) else {}
    return any("soft" in str(told.get(name, "")).lower() for name in ("event", "Type"))


def identity(event: AnymailTrackingEvent) -> str:
    """What makes this fact one, told twice: the name the service gives it, or its mail, kind and moment."""
    if event.event_id:
        return str(event.event_id)
    return f"{event.message_id}|{event.event_type}|{event.timestamp}" if event.message_id else ""


@receiver(page_published)
def note_published(instance: Page, revision: Revision | None = None, **kwargs: Any) -> None:
    """A page went online, or changed there; Wagtail tells it too when it is only scheduled."""
    verb = "publish_page" if instance.live else "schedule_page"
    note_page(verb=verb, page=instance, actor=revision.user if revision else None)


@receiver(page_unpublished)
def note_unpublished(instance: Page, **kwargs: Any) -> None:
    """A page left the site, by hand or in its time."""
    note_page(verb="unpublish_page", page=instance)


@receiver([page_slug_changed, post_page_move])
def note_moved(instance: Page, **kwargs: Any) -> None:
    """A page changed address; the old one leads to the new one (wagtail.contrib.redirects)."""
    note_page(verb="move_page", page=instance)


@receiver(post_delete)
def note_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page was deleted."""
    if issubclass(sender, SitePage):
        note_page(verb="delete_page", page=instance)


@receiver(post_save, sender=SiteSettings)
def forget_settings(**kwargs: Any) -> None:
    """The networks and facts of the site changed."""
    forget_frame()
    pages_changed()


@receiver([post_save, post_delete], sender=RoleGrant)
def follow_roles(instance: RoleGrant, **kwargs: Any) -> None:
    """A role was given or taken back: so are the permissions of the editors' room."""
    sync_editor(person=instance.person)


@receiver(post_save, sender=SeasonCity)
def welcome_city(instance: SeasonCity, created: bool = False, **kwargs: Any) -> None:
    """A city entered a season: it gets its page, when the site has its pages."""
    if created:
        add_city_page(city=instance.city)
