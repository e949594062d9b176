"""Words of a type, a title or keywords to pass Culture ids: activities of venues, subcategories of offers."""

from __future__ import annotations

import re
from functools import lru_cache

from passeurs.core.search.fold import fold

# The first that matches wins: the precise before the general.
_VENUES = (
    ("ART_GALLERY", r"galeries? d art|\bgalerie\b|art gallery"),
    ("LIBRARY", r"bibliothe|mediathe|lecture publique|library|artotheque|ludotheque|\bbdp\b"),
    ("CINEMA", r"cinema|\bcine\b|multiplexe|\bmovie"),
    ("RECORD_STORE", r"disquaire|record store"),
    ("BOOKSTORE", r"librairie|bookstore|bouquiniste"),
    ("PERFORMANCE_HALL", r"theatre|theater|opera\b|scene|salle (?:de )?spectacle|salle (?:de )?concert|\bcirque|zenith|auditorium|"
     r"smac|musiques actuelles|cabaret|spectacle vivant|lieu de diffusion|performance hall|philharmon|cafe concert"),
    ("ARTS_CENTRE", r"centre d art|frac\b|fonds regional d art|arts centre|centre national d art|artistique"),
    ("MUSEUM", r"musee|museum|muséum|ecomusee|interpretation"),
    ("CULTURAL_CENTRE", r"centre culturel|maison de la culture|conservatoire|ecole de musique|ecole d art|ecole de danse|"
     r"tiers lieu|friche|lieu culturel|cultural|folie|micro folie|enseignement artistique|culture"),
    ("COMMUNITY_CENTRE", r"centre socio|maison des jeunes|\bmjc\b|maison (?:de )?quartier|foyer rural|centre social|salle polyvalente"),
    ("HERITAGE_SITE", r"monument|patrimoine|chateau|jardin|abbaye|archeolog|heritage|site historique|maison des illustres|"
     r"edifice|eglise|cathedrale|citadelle|\bfort\b|castle|abbey|ruins"),
    ("FESTIVAL", r"festival"),
    ("MUSIC_INSTRUMENT_STORE", r"lutherie|instruments? de musique"),
    ("CREATIVE_ARTS_STORE", r"beaux arts magasin|fournitures d art|loisirs creatifs"),
    ("TOURIST_INFORMATION_CENTRE", r"office de tourisme|syndicat d initiative"),
)  # fmt: skip
_OFFERS = (
    ("SEANCE_CINE", r"cinema|projection|\bfilms?\b|cine club|cineclub|court metrage|avant premiere"),
    ("FESTIVAL_MUSIQUE", r"festival (?:de|des) (?:musiques?|jazz|rock|chanson)"),
    ("VISITE_GUIDEE", r"visites? (?:guidee|commentee|conference|accompagnee|theatralisee)|balade urbaine|parcours guide"),
    ("CONCERT", r"concert|jazz|jam session|recital|orchestre|\bdj set\b|symphoni|chorale?|rap\b|rock\b|release party"),
    ("SPECTACLE_REPRESENTATION", r"theatre|spectacle|\bdanse|choregraph|cirque|marionnette|humour|one (?:wo)?man show|"
     r"opera\b|comedie|ballet|performance|clown|magie|conte\b|stand up|representation"),
    ("VISITE", r"expositions?|\bexpo\b|vernissage|galerie|photograph|visites?|portes ouvertes|museum"),
    ("ATELIER_PRATIQUE_ART", r"ateliers?|stages?\b|initiation|cours de|masterclass|peindre|dessin"),
    ("SALON", r"\bsalon\b|\bfoire\b|convention|braderie|marche de"),
    ("CONFERENCE", r"conferences?|debat|colloque|table ronde|seminaire|webinaire|cafe philo|forum|rencontres? scientifique"),
    ("RENCONTRE", r"rencontre|dedicace|lecture|signature|causerie|echange"),
    ("EVENEMENT_JEU", r"\bjeux?\b|escape|tournoi|quiz|chasse au tresor|ludo"),
    ("EVENEMENT_PATRIMOINE", r"patrimoine|jardin|architecture|archeolog|monument|eglise|chateau|histoire"),
    ("EVENEMENT_MUSIQUE", r"musique|musical|chanson|karaoke|\bbal\b"),
    ("FESTIVAL_SPECTACLE", r"festival|carnaval"),
    # An event about a book is no book.
    ("RENCONTRE", r"\blivres?\b"),
)  # fmt: skip
_VENUE_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _VENUES)
_OFFER_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _OFFERS)
_NOT_CULTURE = re.compile(
    r"france travail|pole emploi|\bemplois?\b|recrut|job ?dating|\bjobs?\b|alternance|apprenti|mission locale|"
    r"creation d entreprise|createurs d entreprise|demandeurs? d emploi|fonction publique|retraite complementaire|"
    r"reconversion|marche du travail|tousmobilises|formations? et metiers|se former|candidature|\bcv\b|"
    r"structures d accueil et d hebergement|chambre d agriculture|webinaire|tpe pme|france num|entrepreneur|"
    r"evenements economiques|depistage|sante paramedical|boucherie|legal innovators|compliance|deeptech|"
    r"don du sang|conseil municipal|reunion publique d information|bilan de competences|parcoursup|orientation pro"
)


@lru_cache(maxsize=8192)
def venue_kind(*words: str) -> str:
    """The activity that the words tell, the first text weighing most; empty when none."""
    for text in words:
        folded = fold(text)
        for kind, rule in _VENUE_RULES:
            if folded and rule.search(folded):
                return kind
    return ""


def offer_subcategory(*words: str) -> str:
    """The subcategory that the words tell, the first text weighing most; empty when none."""
    for text in words:
        folded = fold(text)
        for subcategory, rule in _OFFER_RULES:
            if folded and rule.search(folded):
                return subcategory
    return ""


def is_not_culture(*words: str) -> bool:
    """Whether the words tell a job fair, a training or another thing that is no cultural outing."""
    return any(_NOT_CULTURE.search(fold(text)) for text in words if text)


DOMAIN_OF_KIND = {
    "LIBRARY": "LIVRES", "BOOKSTORE": "LIVRES", "CINEMA": "CINEMA", "MUSEUM": "MUSEES_VISITES_CULTURELLES",
    "ART_GALLERY": "MUSEES_VISITES_CULTURELLES", "ARTS_CENTRE": "MUSEES_VISITES_CULTURELLES",
    "PERFORMANCE_HALL": "SPECTACLES", "FESTIVAL": "CONCERTS_FESTIVALS", "HERITAGE_SITE": "PATRIMOINE",
    "RECORD_STORE": "MUSIQUE", "MUSIC_INSTRUMENT_STORE": "MUSIQUE", "CREATIVE_ARTS_STORE": "ARTS_LOISIRS_CREATIFS",
    "CULTURAL_CENTRE": "SPECTACLES", "COMMUNITY_CENTRE": "RENCONTRES_CONFERENCES",
}  # fmt: skip
