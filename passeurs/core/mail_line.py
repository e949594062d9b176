"""One line to the mail server, for one mail or many: what became of each, and open again after a cut."""

from __future__ import annotations

import contextlib
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives, get_connection

from passeurs.core.mail_fault import Answer, opening_answer, sending_answer

# Cut so many times in a row, with nothing taken in between: the rest had better wait.
CUTS = 2


class MailLine:
    """`with MailLine() as line:`, then `line.open()` and `line.send(mail)`, which answer None when all went well.

    Once `trouble` is told, the next mail would fare the same: whoever sends many stops there.
    """

    def __init__(self) -> None:
        self.connection = get_connection()
        self.trouble: Answer | None = None
        self._is_open = False
        self._cuts = 0

    def __enter__(self) -> MailLine:
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    def open(self) -> Answer | None:
        """Open the line, if it is not: before a mail is taken in hand, so that a server that is away loses none."""
        if self._is_open:
            return None
        try:
            self.connection.open()
        except Exception as error:
            self.trouble = opening_answer(error)
            return self.trouble
        self._is_open = True
        return None

    def send(self, mail: EmailMultiAlternatives) -> Answer | None:
        """Hand one mail over. Whatever happens is an answer: the words of an error may name somebody, and end here."""
        mail.connection = self.connection
        try:
            mail.send()
        except Exception as error:
            return self._refused(sending_answer(error))
        self._cuts = 0
        return None

    def _refused(self, answer: Answer) -> Answer:
        self._cuts += answer.is_unsure
        if answer.is_for_all or self._cuts >= CUTS:
            self.trouble = answer
        if answer.is_for_all or answer.is_unsure:
            self._close()
        return answer

    def _close(self) -> None:
        """Hang up, even on a line that is dead."""
        self._is_open = False
        with contextlib.suppress(SMTPException, OSError):
            self.connection.close()
