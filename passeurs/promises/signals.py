"""Facts told to the floors above."""

from django.dispatch import Signal

# promise: answered by a person, on its page
promise_answered = Signal()
