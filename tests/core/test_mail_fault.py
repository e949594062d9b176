"""What the answers of mail servers and services mean: for this mail, for this address, for all that waits."""

from __future__ import annotations

from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from types import SimpleNamespace

import pytest
import requests
from anymail.exceptions import (
    AnymailConfigurationError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
    AnymailRequestsAPIError,
    AnymailSerializationError,
)
from urllib3.exceptions import NewConnectionError

from passeurs.core.choices import Fault
from passeurs.core.mail_fault import opening_answer, sending_answer


def refused(code, text):
    return SMTPRecipientsRefused({"lou@exemple.fr": (code, text.encode())})


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (refused(550, "5.1.1 <lou@exemple.fr>: Recipient address rejected: User unknown"), "gone"),
        (refused(550, "No such user here"), "gone"),
        (refused(553, "5.1.3 bad address"), "gone"),
        (refused(556, "5.1.10 null MX"), "gone"),
        (SMTPDataError(550, b"5.1.1 no such user"), "gone"),
        # What is about us stops the sending, and costs no address its letters.
        (refused(550, "5.7.1 Service unavailable; client host blocked using Spamhaus"), "us"),
        (refused(554, "5.7.1 <lou@exemple.fr>: Relay access denied"), "us"),
        (refused(550, "blocked by our blocklist"), "us"),
        (refused(451, "4.7.0 Too many messages, slow down"), "us"),
        (refused(450, "daily sending quota exceeded"), "us"),
        (refused(421, "too busy"), "us"),
        (SMTPDataError(421, b"4.3.2 closing"), "us"),
        (SMTPDataError(554, b"5.7.1 message looks like spam"), "us"),
        (SMTPDataError(550, b"5.7.26 not authenticated: DMARC"), "us"),
        (SMTPSenderRefused(550, b"sender rejected", "x@exemple.fr"), "us"),
        # A clear no to this mail alone.
        (refused(452, "4.2.2 mailbox over quota"), "later"),
        (refused(552, "5.2.2 mailbox full"), "later"),
        (refused(452, "mailbox is over quota"), "later"),
        (refused(450, "4.7.1 Greylisted, come back later"), "later"),
        (refused(450, "4.2.0 try again"), "later"),
        (refused(550, "no"), "later"),
        (refused(550, "5.4.1 Recipient address rejected: Access denied"), "later"),
        (SMTPDataError(552, b"5.3.4 message too big"), "later"),
        (SMTPSenderRefused(552, b"size", "x@exemple.fr"), "later"),
        # The key.
        (SMTPAuthenticationError(535, b"5.7.8 bad credentials"), "key"),
        (SMTPSenderRefused(530, b"5.7.0 authentication required", "x@exemple.fr"), "key"),
        # Nobody knows.
        (SMTPServerDisconnected("Connection unexpectedly closed"), "cut"),
        (TimeoutError("timed out"), "cut"),
        (ConnectionResetError(), "cut"),
        (RuntimeError("?"), "cut"),
        (SMTPNotSupportedError("SMTPUTF8"), "wrong"),
    ],
)
def test_an_smtp_server(error, fault):
    answer = sending_answer(error)
    assert answer.fault == fault
    assert "exemple.fr" not in answer.code
    assert answer.is_unsure == (fault == "cut")


def api_error(status):
    response = requests.Response()
    response.status_code = status
    return AnymailRequestsAPIError("lou@exemple.fr", response=response, status_code=status)


@pytest.mark.parametrize(
    ("status", "fault", "is_for_all"),
    [
        (401, "key", True),
        (403, "key", True),
        (402, "us", True),
        (429, "us", True),
        (400, "later", False),
        (503, "away", True),
        (500, "broken", True),
        (502, "broken", True),
        (504, "broken", True),
        (200, "broken", True),
    ],
)
def test_a_mail_service(status, fault, is_for_all):
    answer = sending_answer(api_error(status))
    assert (answer.fault, answer.code, answer.is_for_all) == (fault, str(status), is_for_all)
    assert answer.is_unsure == (fault == "broken")


def recipients_refused(status):
    mail = SimpleNamespace(anymail_status=SimpleNamespace(status={status}))
    return AnymailRecipientsRefused(email_message=mail)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (AnymailInvalidAddress("lou@exemple"), "gone"),
        (recipients_refused("invalid"), "gone"),
        (recipients_refused("rejected"), "later"),
        (AnymailConfigurationError("no key"), "key"),
        (AnymailSerializationError("date"), "wrong"),
    ],
)
def test_the_library_of_services(error, fault):
    assert sending_answer(error).fault == fault


def test_a_service_that_was_never_reached_has_nothing_in_hand():
    class ServiceError(AnymailRequestsAPIError, requests.ConnectionError):
        pass

    unreached = ServiceError("connecting")
    unreached.__cause__ = requests.ConnectionError(SimpleNamespace(reason=NewConnectionError(None, "refused")))
    assert sending_answer(unreached).fault == Fault.AWAY
    cut = ServiceError("reading")
    cut.__cause__ = requests.ConnectionError("Connection aborted.")
    assert sending_answer(cut).fault == Fault.CUT


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (ConnectionRefusedError(), "away"),
        (TimeoutError(), "away"),
        (SMTPServerDisconnected("closed"), "away"),
        (SMTPConnectError(421, b"busy"), "away"),
        (SMTPConnectError(554, b"5.7.1 blocked"), "us"),
        (SMTPAuthenticationError(535, b"no"), "key"),
        (SMTPAuthenticationError(454, b"4.7.0 later"), "away"),
        (SMTPNotSupportedError("STARTTLS extension not supported by server."), "key"),
    ],
)
def test_a_line_that_does_not_open_has_nothing_in_hand(error, fault):
    answer = opening_answer(error)
    assert answer.fault == fault
    assert not answer.is_unsure
