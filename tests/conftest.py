"""No test may reach beyond this machine; one store over the shipped dossier serves them all."""

import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "knowledge"), str(HERE / "surfaces"), str(HERE / "bot"), str(HERE)]
os.environ["HF_HUB_OFFLINE"] = "1"

_connect = socket.socket.connect


def _connect_here(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6):
        host = str(address[0])
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise OSError(f"tests may not connect to {host}")
    _connect(self, address)


socket.socket.connect = _connect_here  # type: ignore[method-assign]  # the one seam all clients share


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the shipped dossier is built with the real model."""
    from bot import Bot, Settings

    home = tmp_path_factory.mktemp("built")
    with Bot.open(Settings(home=home)) as bot:
        assert bot.verify() == []
    return home


@pytest.fixture
def own_home(built_home: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it that a test may change."""
    import shutil

    yield Path(shutil.copytree(built_home, tmp_path / "home"))
