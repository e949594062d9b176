"""Tables of people: accounts, profiles, consents, roles."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.people.choices import ConsentPurpose, GuardianPurpose, GuardianState, Language, Role


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; none has a password."""

    def create_user(self, email: str, **fields: Any) -> Person:
        """A person who signs in with codes sent to `email`."""
        person = self.model(email=self.normalize_email(email).strip().lower(), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, **fields: Any) -> Person:
        """A person with every technical right (the Django admin)."""
        fields.pop("password", None)
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Person:
        """Addresses are compared without case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """An account: an address to write to and a first name. Nothing else is needed to exist here."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("adresse e-mail"), max_length=254, unique=True)
    first_name = models.CharField(_("prénom"), max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_unique")]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """The name the person chose to go by, or their first name."""
        profile = getattr(self, "profile", None)
        return (profile and profile.chosen_name) or self.first_name or str(_("Compte supprimé"))


class Profile(models.Model):
    """What a person tells about themself, all of it optional."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="profile")
    chosen_name = models.CharField(_("prénom d’usage"), max_length=80, blank=True)
    commune_code = models.CharField(_("commune"), max_length=5, blank=True)
    born_on = models.DateField(_("date de naissance"), null=True, blank=True)
    interests = models.JSONField(_("centres d’intérêt"), default=list, blank=True)
    languages = models.JSONField(_("langues"), default=list, blank=True)
    half_days = models.JSONField(_("disponibilités"), default=list, blank=True)
    access_needs = models.TextField(_("besoins d’accès"), blank=True)
    devices = models.JSONField(_("appareils"), default=list, blank=True)
    # Empty: that of the browser.
    language = models.CharField(_("langue du site"), max_length=2, choices=Language, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("profil")

    def __str__(self) -> str:
        return f"profil {self.person_id}"


class BirthDateRequest(models.Model):
    """A person asks the team to correct a birth date on which a protection rests."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="birth_date_requests")
    born_on = models.DateField(_("date de naissance"))
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_granted = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("correction de date de naissance")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(answered_at__isnull=True), name="birthdaterequest_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"correction de date de naissance {self.pk}"

    def get_absolute_url(self) -> str:
        """The team's page of the person, where it is answered."""
        return reverse("people:person", args=[self.person.uid])


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Chainable filters of consents."""

    def running(self) -> ConsentQuerySet:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Consent(models.Model):
    """A consent to one purpose, kept with its dates; withdrawn, it stays as evidence."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40, choices=ConsentPurpose)
    given_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consentement")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_one_active_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.person_id}"


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Chainable filters of role grants."""

    def running(self) -> RoleGrantQuerySet:
        """Not ended."""
        return self.filter(ended_at__isnull=True)


class RoleGrant(models.Model):
    """A role with its scope: `city:21231`, `venue:12`, `institution:drac-bfc`, or empty for the whole programme."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    scope = models.CharField(max_length=80, blank=True)
    granted_at = models.DateTimeField(default=clock.now)
    granted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("rôle confié")
        indexes = [models.Index(fields=["role", "scope"], name="rolegrant_role_scope")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "scope"],
                condition=models.Q(ended_at__isnull=True),
                name="rolegrant_one_active",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.scope} {self.person_id}"


class PrivateLink(models.Model):
    """A link sent to somebody without an account: for one purpose, about one thing, until a date.

    Only its digest is kept: whoever reads the table can open nothing. `is_mailed` tells that it went to the
    address it is about, so that opening it proves the address. `is_renewal` tells that it was asked for in place of
    the former ones, which end once it is opened: whoever asks without reading the mail ends nothing.
    """

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=80)
    is_mailed = models.BooleanField(default=False)
    is_renewal = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lien privé")
        indexes = [models.Index(fields=["subject_ref", "purpose"], name="privatelink_subject")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject_ref}"

    @property
    def subject_id(self) -> int:
        """The primary key of what the link is about."""
        return int(self.subject_ref.rpartition(":")[2])

    def is_open(self, at: dt.datetime) -> bool:
        """Whether the link still opens something."""
        return self.ended_at is None and at < self.expires_at


class Guardianship(models.Model):
    """What a minor's guardian was asked, and answered. The minor may have no account yet."""

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="guardianships")
    minor_name = models.CharField(_("prénom"), max_length=80)
    email = models.EmailField(_("adresse e-mail"), max_length=254)
    name = models.CharField(_("nom"), max_length=120, blank=True)
    signed_name = models.CharField(_("signé par"), max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=GuardianState, default=GuardianState.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminder_count = models.PositiveSmallIntegerField(default=0)
    # When a mail to this address came back.
    mail_returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("accord parental")
        indexes = [models.Index(fields=["state", "asked_at"], name="guardianship_state")]

    def __str__(self) -> str:
        return f"accord parental {self.pk}"


class GuardianConsentQuerySet(models.QuerySet["GuardianConsent"]):
    """Chainable filters of guardians’ consents."""

    def running(self) -> GuardianConsentQuerySet:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class GuardianConsent(models.Model):
    """A guardian's consent to one purpose, with its dates; withdrawn, it stays as evidence."""

    guardianship = models.ForeignKey(Guardianship, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=GuardianPurpose)
    given_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = GuardianConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consentement parental")
        constraints = [
            models.UniqueConstraint(
                fields=["guardianship", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="guardianconsent_one_active",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.guardianship_id}"
