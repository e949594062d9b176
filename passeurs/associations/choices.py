"""Closed vocabularies of associations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnershipState(models.TextChoices):
    """Where a cultural actor's offer to welcome a group stands."""

    PROPOSED = "proposed", _("proposé")
    ACCEPTED = "accepted", _("accepté")
    REFUSED = "refused", _("non retenu")
    ENDED = "ended", _("terminé")


class Access(models.TextChoices):
    """What a place offers, or a person needs to come. Hard constraints of the matching."""

    STEP_FREE = "step_free", _("accès sans marche")
    HEARING = "hearing", _("boucle magnétique ou sous-titres")
    SIGN = "sign", _("langue des signes")
    CALM = "calm", _("espace calme")


class ProposalState(models.TextChoices):
    """Where a computed set of groups stands."""

    COMPUTING = "computing", _("calcul en cours")
    READY = "ready", _("prête")
    PUBLISHED = "published", _("publiée")
    FAILED = "failed", _("échouée")


class MeetingState(models.TextChoices):
    """What became of a meeting."""

    PLANNED = "planned", _("prévue")
    CANCELLED = "cancelled", _("annulée")


class Beat(models.TextChoices):
    """One month of one group: whether the promise of a meeting is kept."""

    PROMISED = "promised", _("à prévoir")
    PLANNED = "planned", _("prévue")
    HELD = "held", _("tenue, à confirmer")
    CONFIRMED = "confirmed", _("confirmée")
    EXCUSED = "excused", _("excusée")
    MISSED = "missed", _("manquée")


class Availability(models.TextChoices):
    """What one says of a moment."""

    YES = "yes", _("oui")
    MAYBE = "maybe", _("s’il le faut")
    NO = "no", _("non")


class PollState(models.TextChoices):
    """Where a poll stands. `NONE`: no moment suited."""

    OPEN = "open", _("ouvert")
    KEPT = "kept", _("date choisie")
    NONE = "none", _("aucune date ne va")


class TermKind(models.TextChoices):
    """Why young people are less free."""

    HOLIDAY = "holiday", _("vacances")
    EXAM = "exam", _("examens")


class MemberRole(models.TextChoices):
    """What one does in the group, besides being in it."""

    NONE = "", _("membre")
    LINK = "link", _("lien avec le partenaire")
    DATES = "dates", _("dates et agenda")
    WORDS = "words", _("comptes rendus")
    SHARE = "share", _("partage et images")


class ConcernKind(models.TextChoices):
    """What a member is worried by."""

    ADULT = "adult", _("la conduite d’un adulte")
    MEMBER = "member", _("ce qui se passe entre nous")
    WORDS = "words", _("ce qui a été dit, écrit ou demandé")
    SAFETY = "safety", _("un lieu, un trajet ou un moment où je ne suis pas en sécurité")
    OTHER = "other", _("autre chose")


class HelpKind(models.TextChoices):
    """What a partner may ask of its group."""

    TEST = "test", _("essayer une programmation, un outil")
    INTERVIEW = "interview", _("un entretien, un reportage")
    STAND = "stand", _("un stand, une présentation")
    OTHER = "other", _("autre chose")


class ProjectState(models.TextChoices):
    """Where a group's project stands. The public reads it from « en cours » on, its outcome once « abouti »."""

    DRAFT = "draft", _("brouillon")
    PROPOSED = "proposed", _("proposé")
    ACCEPTED = "accepted", _("accepté")
    RUNNING = "running", _("en cours")
    REPORTED = "reported", _("bilan à relire")
    DONE = "done", _("abouti")
    STOPPED = "stopped", _("arrêté")


class ProjectTheme(models.TextChoices):
    """What a project is about; each is also a category of posters."""

    BOOKS = "livre", _("Livres et écriture")
    FILM = "cinema", _("Cinéma et images")
    MUSIC = "musique", _("Musique")
    STAGE = "scene", _("Théâtre, danse, cirque")
    ART = "musee", _("Arts et expositions")
    HERITAGE = "patrimoine", _("Patrimoine")
    TALK = "rencontre", _("Rencontres et débats")
    PRACTICE = "pratique", _("Ateliers et pratique")


class Feeling(models.TextChoices):
    """How a meeting was, in one tap. Read by the city’s referent only."""

    WELL = "well", _("bien passée")
    SO_SO = "so_so", _("moyen")
    TALK = "talk", _("besoin d’en parler")


class CareAct(models.TextChoices):
    """What the referent did about a group."""

    CALLED = "called", _("appel ou message")
    MET = "met", _("rencontre avec le groupe")
    PARTNER = "partner", _("échange avec le partenaire")
    MEDIATED = "mediated", _("médiation entre les deux")
    SETTLED = "settled", _("réglé, rien de plus à faire")


class NewsAnswer(models.TextChoices):
    """What somebody who has not been seen answers to « Comment vas-tu ? »."""

    FINE = "fine", _("Tout va bien, je reviens")
    BUSY = "busy", _("Trop de choses en ce moment : je voudrais faire une pause")
    LOST = "lost", _("Je ne sais plus quoi faire ici")
    TALK = "talk", _("Quelque chose me gêne, je veux en parler")


class WhatIf(models.TextChoices):
    """What the team may ask of a variant."""

    LOCK = "lock", _("placer cette personne chez ce partenaire")
    FORBID = "forbid", _("jamais cette personne chez ce partenaire")
    HALF_DAY = "half_day", _("ajouter une demi-journée")
    GROUP = "group", _("un groupe de plus chez ce partenaire")


class Standing(models.TextChoices):
    """Where somebody with a running mandate stands: in a group, or why not. The first that holds, in this order."""

    GROUP = "group", _("en groupe")
    OUT = "out", _("sans groupe, par choix")
    LEFT = "left", _("a quitté un groupe")
    NO_HALF_DAY = "no_half_day", _("vœux sans demi-journée")
    UNPLACED = "unplaced", _("sans place à la dernière répartition")
    NO_WISH = "no_wish", _("n’a pas envoyé de vœux")
    WAITING = "waiting", _("attend la prochaine répartition")


class PartnerWait(models.TextChoices):
    """What a partner waits for, or what is waited for from it."""

    GROUP = "group", _("accepté, sans groupe")
    CONVENTION = "convention", _("convention pas encore acceptée")
    CONFIRMATION = "confirmation", _("rencontres à confirmer depuis longtemps")
    REFUSAL = "refusal", _("refus d’une personne, à lire")


class RequestKind(models.TextChoices):
    """Why somebody asks for another group."""

    PLACE = "place", _("le lieu")
    TIME = "time", _("la demi-journée")
    TRAVEL = "travel", _("le trajet")
    PEOPLE = "people", _("l’entente dans le groupe")
    OTHER = "other", _("autre chose")


class RequestAnswer(models.TextChoices):
    """What became of it."""

    MOVED = "moved", _("a changé de groupe")
    KEPT = "kept", _("reste dans son groupe")
    WITHDRAWN = "withdrawn", _("retirée")
