"""The strict conftest is strict."""

import warnings

import pytest
from django.template import engines


def test_an_unknown_template_variable_fails():
    template = engines["django"].from_string("{{ nobody.knows_me }}")
    with pytest.raises(AssertionError, match="unknown template variable"):
        template.render({})


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("anything", UserWarning, stacklevel=1)


def test_there_is_no_network():
    import socket

    with pytest.raises(Exception, match="A test tried to use socket"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
