"""The suite itself: nothing leaves this machine."""

import socket

import pytest


def test_connection_beyond_loopback_is_refused() -> None:
    with pytest.raises(OSError, match="tests may not connect"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
