"""What a page writes is committed when it answers, as on a site: letters of the account leave then."""

import pytest
from django.test import Client, TestCase


class CommittingClient(Client):
    """A browser whose requests end with a commit."""

    def request(self, **request):
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().request(**request)


@pytest.fixture
def client():
    return CommittingClient()
