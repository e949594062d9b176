"""Tables of partners."""

from passeurs.partners.models.contact import Contact
from passeurs.partners.models.contact_log import ContactLog
from passeurs.partners.models.convention import Convention, ConventionAcceptance
from passeurs.partners.models.help_request import HelpRequest
from passeurs.partners.models.partnership import Partnership, PartnershipQuerySet

__all__ = [
    "Contact",
    "ContactLog",
    "Convention",
    "ConventionAcceptance",
    "HelpRequest",
    "Partnership",
    "PartnershipQuerySet",
]
