"""Tables of matching."""

from passeurs.matching.models.partner_wish import PartnerWish
from passeurs.matching.models.proposal import MatchingProposal
from passeurs.matching.models.team_message import TeamMessage
from passeurs.matching.models.wish import PeerPreference, Wish, WishSheet

__all__ = [
    "MatchingProposal",
    "PartnerWish",
    "PeerPreference",
    "TeamMessage",
    "Wish",
    "WishSheet",
]
