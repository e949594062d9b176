"""Facts of mails that upper apps act on."""

from django.dispatch import Signal

# letter: it has left
letter_sent = Signal()
# email: no such address, told by a server at once or by a mail service later
mail_returned = Signal()
# fault, at: nothing leaves for a while, for a reason that only the team can mend
mail_stopped = Signal()
