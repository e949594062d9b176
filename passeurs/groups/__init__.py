"""Associated ambassadors: groups of two to five that meet a cultural actor near them every month.

Nouns: Group, Membership, Meeting, Poll, Attendance, minutes, Concern, care. Verbs: plan, poll, confirm, excuse,
rate, raise, care, leave, end. Apps above add blocks to the group's page (« group-top », « group-projects », « group »).
Refuses to know how groups are made (`matching`) and what they make (`projects`).
"""
