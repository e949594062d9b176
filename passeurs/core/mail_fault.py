"""What a mail server's answer means: for this mail, for this address, for all the mails that wait.

Pure: an exception in, an answer out. Codes are those of RFC 5321 and RFC 3463, and of HTTP for mail services.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from passeurs.core.choices import Fault

ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
REPLY = re.compile(r"\b([45]\d\d)\b")
# No such mailbox, bad destination address, moved, null MX; and no such domain.
GONE = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"}
NO_SUCH = re.compile(
    r"no such (user|person|recipient|mailbox|address|domain)|(user|recipient|mailbox|address|account) (is )?unknown"
    r"|unknown (user|recipient|mailbox|address|account|local part)|(does not|doesn't) exist"
    r"|invalid (recipient|mailbox)",
    re.IGNORECASE,
)
ABOUT_US = re.compile(
    r"spam|block ?(ed|list)|black ?list|reputation|rate ?limit|too many (messages|mails|connections)|throttl|quota"
    r"|poor|policy|relay|not authenticated|authentication required|dmarc|spf\b|dkim",
    re.IGNORECASE,
)
# To be tried again for this mailbox alone.
NOT_NOW = re.compile(r"gr[ea]ylist|mailbox.{0,20}full|over ?quota|(user|recipient|mailbox).{0,30}quota", re.IGNORECASE)
NEEDS_KEY = {530, 534, 535, 538}
HTTP_KEY = {401, 403}
# To pay, to slow down, not served now: nothing was taken.
HTTP_US = {402, 429}
HTTP_AWAY = {503}


@dataclass(frozen=True)
class Answer:
    """What became of a mail that did not leave: why, and the server's codes, which name nobody."""

    fault: Fault
    code: str = ""

    @property
    def is_unsure(self) -> bool:
        """Whether the mail in hand may have been received."""
        return self.fault in (Fault.CUT, Fault.BROKEN)

    @property
    def is_for_all(self) -> bool:
        """Whether the next mail would fare the same: the rest waits."""
        return self.fault in (Fault.US, Fault.KEY, Fault.AWAY, Fault.BROKEN)


def opening_answer(error: Exception) -> Answer:
    """Why no line could be opened: nothing was in hand."""
    if isinstance(error, SMTPNotSupportedError):
        # The server offers no TLS, or no way to sign in: what is set is not what it speaks.
        return Answer(Fault.KEY, type(error).__name__)
    answer = sending_answer(error)
    return answer if answer.fault in (Fault.KEY, Fault.US) else Answer(Fault.AWAY, answer.code)


def sending_answer(error: Exception) -> Answer:
    """Why a mail did not leave. What is not known is a cut: perhaps received, so never sent again unasked."""
    if hasattr(error, "status_code") or type(error).__module__.startswith("anymail."):
        return _service_answer(error)
    if isinstance(error, SMTPAuthenticationError):
        # Too many tries, or a server that cannot check now: the password may be right.
        return Answer(Fault.KEY if error.smtp_code >= 500 else Fault.AWAY, str(error.smtp_code))
    if isinstance(error, SMTPNotSupportedError):
        return Answer(Fault.WRONG, type(error).__name__)
    if isinstance(error, (SMTPConnectError, SMTPHeloError)):
        return Answer(Fault.US if error.smtp_code >= 500 else Fault.AWAY, str(error.smtp_code))
    if isinstance(error, SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()), (0, b""))
        return _refusal(int(code), _words(text), is_of_sender=False)
    if isinstance(error, SMTPResponseException):
        return _refusal(
            int(error.smtp_code), _words(error.smtp_error), is_of_sender=isinstance(error, SMTPSenderRefused),
            is_of_address=not isinstance(error, SMTPDataError),
        )  # fmt: skip
    return Answer(Fault.CUT, type(error).__name__)


def told_answer(text: str) -> Answer | None:
    """What the sentence of a server means, told later by a mail service; None where it holds no code."""
    code, enhanced = REPLY.search(text), ENHANCED.search(text)
    if not code and not enhanced:
        return None
    number = int(code[1]) if code else int(enhanced[1]) * 100 + 50  # type: ignore[index]
    return _refusal(number, text, is_of_sender=False)


def is_refusal_of_us(reason: str | None, sentence: str | None) -> bool:
    """Whether what a service tells later is about who sends, not about the address: no address is the worse for it."""
    answer = told_answer(sentence or "")
    return reason in ("blocked", "spam") or (answer is not None and answer.fault == Fault.US)


def _words(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


def _refusal(code: int, text: str, *, is_of_sender: bool, is_of_address: bool = True) -> Answer:
    """A clear no of an SMTP server: nothing was taken."""
    found = ENHANCED.search(text)
    enhanced = found[0] if found else ""
    told = f"{code} {enhanced}".strip()
    if code in NEEDS_KEY:
        return Answer(Fault.KEY, told)
    if code == 421 or (is_of_sender and code != 552):
        return Answer(Fault.US, told)
    subject = enhanced.split(".")[1] if enhanced else ""
    if subject == "2" or NOT_NOW.search(text):
        return Answer(Fault.LATER, told)
    if subject == "7":
        return Answer(Fault.US, told)
    if enhanced in GONE:
        return Answer(Fault.GONE, told)
    if ABOUT_US.search(text):
        return Answer(Fault.US, told)
    if is_of_address and not enhanced and code >= 500 and NO_SUCH.search(text):
        return Answer(Fault.GONE, told)
    return Answer(Fault.LATER, told)


def _service_answer(error: Exception) -> Answer:
    """The answer of a mail service of django-anymail, or that of the library itself."""
    kinds = {one.__name__ for one in type(error).__mro__}
    name = f"Anymail{type(error).__name__.removeprefix('Anymail')}"
    if "AnymailInvalidAddress" in kinds:
        return Answer(Fault.GONE, name)
    if "AnymailRecipientsRefused" in kinds:
        return Answer(Fault.GONE if _is_invalid(error) else Fault.LATER, name)
    if "AnymailConfigurationError" in kinds:
        return Answer(Fault.KEY, name)
    if kinds & {"AnymailUnsupportedFeature", "AnymailSerializationError", "AnymailCancelSend"}:
        return Answer(Fault.WRONG, name)
    status = getattr(error, "status_code", None)
    if status is None:
        return Answer(Fault.AWAY if _never_reached(error) else Fault.CUT, name)
    if status in HTTP_KEY:
        return Answer(Fault.KEY, str(status))
    if status in HTTP_US:
        return Answer(Fault.US, str(status))
    if status in HTTP_AWAY:
        return Answer(Fault.AWAY, str(status))
    return Answer(Fault.BROKEN if status >= 500 or status < 300 else Fault.LATER, str(status))


def _is_invalid(error: Exception) -> bool:
    """Whether the service says the address itself is wrong, not that it does not want to write to it."""
    status = getattr(getattr(error, "email_message", None), "anymail_status", None)
    return getattr(status, "status", None) == {"invalid"}


def _never_reached(error: Exception) -> bool:
    """Whether the service was not even connected to: no mail was handed."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        reason = getattr(next(iter(one.args), None), "reason", None)
        one = one.__cause__ or (reason if isinstance(reason, BaseException) else None)
    names = {kind.__name__ for link in chain for kind in type(link).__mro__}
    return bool(names & {"NewConnectionError", "ConnectTimeout", "ConnectTimeoutError", "NameResolutionError"})
