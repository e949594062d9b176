"""What groups make, and what they leave: projects for other young people, the dossier of a season, mentors.

Nouns: Project, ProjectStep, ProjectProof, Handover, Mentor, MentorMessage. Verbs: start, propose, decide, begin,
report, publish, take up, hand over, become a mentor. Refuses to know how groups were made.
"""
