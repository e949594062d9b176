"""Partners: the cultural actors that the programme works with, for a season and a city.

Nouns: Partnership, Contact, Convention, HelpRequest. Verbs: propose, decide, renew, place, accept, open the space, ask.
The partner's space (by private link) and the team's page of a partner are composed: each activity adds its blocks
(`registry.sections`: « partner-space », « partnership »…). Refuses to know the activities themselves.
"""
