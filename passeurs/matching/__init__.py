"""The making of groups: wishes of both sides, a proposal computed and explained, compared, published; moves by hand.

Nouns: WishSheet, Wish, PeerPreference, PartnerWish, MatchingProposal, TeamMessage. Verbs: wish, rank, refuse, compute,
explain, vary, publish, move, merge. `solver` is pure: `python -m passeurs.matching` runs it without the site.
"""
