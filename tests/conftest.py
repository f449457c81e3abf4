"""No test may reach beyond this machine; one store over the shipped dossier serves them all."""

import fcntl
import ipaddress
import os
import shutil
import socket
import sys
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
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same for all its workers."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session", autouse=True)
def _models_are_converted_once(shared: Path) -> None:
    os.environ["DILIGENCE_MODELS"] = str(shared / "models")


@pytest.fixture(scope="session")
def built_home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the shipped dossier is built with the real model; one a worker."""
    from bot import Bot, Settings

    made, models = shared / "built", shared / "models"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            building = shared / "building"
            with Bot.open(Settings(home=building, models_folder=models)) as bot:
                assert bot.verify() == []
            copied(models, building / "models")
            building.rename(made)
    return copied(made, tmp_path_factory.mktemp("home") / "built")


@pytest.fixture
def own_home(built_home: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return copied(built_home, tmp_path / "home")


def copied(folder: Path, to: Path) -> Path:
    """A copy that shares the weights of models, which nobody writes to."""

    def copy(one: str, other: str) -> object:
        return os.link(one, other) if one.endswith("model.bin") else shutil.copy2(one, other)

    return Path(shutil.copytree(folder, to, copy_function=copy))
