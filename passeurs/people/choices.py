"""Closed vocabularies of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles given by grant. « Ambassadeur » is not one of them: it comes from a mandate."""

    TEAM = "team", _("équipe nationale")
    REFERENT = "referent", _("référent·e de ville")
    JUROR = "juror", _("membre de jury")
    PARTNER = "partner", _("contact d’un lieu partenaire")
    INSTITUTION = "institution", _("institution, en lecture")
    EDITOR = "editor", _("rédaction")
    CITY_EDITOR = "city_editor", _("rédaction d’une ville")
    PUBLISHER = "publisher", _("publication")


class Language(models.TextChoices):
    """Languages of the site, each by its own name."""

    FR = "fr", "Français"
    EN = "en", "English"


class ConsentPurpose(models.TextChoices):
    """What a person may agree to, one by one, and withdraw at any time."""

    PUBLIC_NAME = "public_name", _("Afficher mon prénom et ma ville avec ce que je publie")
    PUBLIC_AGE = "public_age", _("Afficher aussi mon âge")
    SOCIAL_REUSE = "social_reuse", _("Reprendre mes textes sur les réseaux sociaux du programme")
    EMAIL_NEWS = "email_news", _("Recevoir les nouvelles du programme par e-mail")


class GuardianPurpose(models.TextChoices):
    """What a minor's guardian may agree to, one by one."""

    PARTICIPATION = "participation", _("Sa participation au programme")
    IMAGE = "image", _("La prise et la diffusion de son image")
    VOICE = "voice", _("L’enregistrement et la diffusion de sa voix")


class GuardianState(models.TextChoices):
    """Where the agreement of a guardian stands."""

    ASKED = "asked", _("demandé")
    GIVEN = "given", _("donné")
    REFUSED = "refused", _("refusé")
    WITHDRAWN = "withdrawn", _("retiré")


class HalfDay(models.TextChoices):
    """Half-days of availability."""

    MON_AM = "mon_am", _("lundi matin")
    MON_PM = "mon_pm", _("lundi après-midi")
    TUE_AM = "tue_am", _("mardi matin")
    TUE_PM = "tue_pm", _("mardi après-midi")
    WED_AM = "wed_am", _("mercredi matin")
    WED_PM = "wed_pm", _("mercredi après-midi")
    THU_AM = "thu_am", _("jeudi matin")
    THU_PM = "thu_pm", _("jeudi après-midi")
    FRI_AM = "fri_am", _("vendredi matin")
    FRI_PM = "fri_pm", _("vendredi après-midi")
    SAT_AM = "sat_am", _("samedi matin")
    SAT_PM = "sat_pm", _("samedi après-midi")
    SUN_AM = "sun_am", _("dimanche matin")
    SUN_PM = "sun_pm", _("dimanche après-midi")
