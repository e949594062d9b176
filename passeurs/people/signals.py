"""Facts of people that other apps listen to. What is sent is named above each; receivers run inside the transaction."""

from django.dispatch import Signal

# person, purpose: a consent was given that was not in force.
consent_given = Signal()
# person, purpose: a consent was withdrawn; what rested on it must go.
consent_withdrawn = Signal()
# person: the account was erased, after every app's `PersonalData.erase`.
person_erased = Signal()
# guardianship: a guardian agreed, refused or withdrew.
guardian_answered = Signal()
# request: somebody asks the team to correct a birth date.
birth_date_asked = Signal()
# request: the team answered it.
birth_date_answered = Signal()
