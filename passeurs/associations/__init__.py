"""Ambassadeurs associés: wishes, groups of two to five, an actor near them met every month.

Nouns: Partnership, Wish, Group, Meeting. Verbs: propose, rank, match, publish, plan, confirm, excuse.
`matching` is the pure package that makes the groups; it runs in a process of its own.
Refuses to know the other activities.
"""
