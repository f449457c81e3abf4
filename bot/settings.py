"""Every knob, with unit, default and reason; the only reader of the environment.

`Settings.from_env()` reads variables with the prefix DILIGENCE_. Opens and makes nothing.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError
from knowledge import RUNTIMES, RuntimeName

SHIPPED = Path(__file__).resolve().parent.parent / "knowledge" / "dossiers" / "kimi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    home: Path = Path(".data")  # all state: store, threads
    dossier: Path | None = SHIPPED  # None: an empty desk that holds only what the user ingests
    embedder: str | None = None  # a sentence-transformers name or folder; None: the packaged one
    embed_with: RuntimeName | None = None  # what runs it; None: the quickest that was measured
    host: str = "127.0.0.1"
    port: int = 7860
    token: str | None = None  # bearer token for the API; None: no token asked on loopback
    allowed_hosts: tuple[str, ...] = ()  # host names besides loopback that may be asked for
    fetch_private: bool = False  # whether web addresses of the own network may be ingested
    otlp: str | None = None  # where OpenTelemetry spans go (OTLP over gRPC); None: nowhere
    max_question_chars: int = 2000  # longer is not a question; bounds every pattern match
    max_words: int = 180  # of an answer: what an analyst reads before deciding to dig

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Settings from DILIGENCE_* variables; raises SettingsError naming the variable."""
        got = os.environ if env is None else env
        return cls(
            home=Path(got.get("DILIGENCE_HOME", ".data")).expanduser(),
            dossier=_dossier(got.get("DILIGENCE_DOSSIER", "")),
            embedder=got.get("DILIGENCE_EMBEDDER") or None,
            embed_with=_runtime(got.get("DILIGENCE_EMBED_WITH", "")),
            host=got.get("DILIGENCE_HOST", "127.0.0.1"),
            port=_whole(got, "DILIGENCE_PORT", 7860),
            token=got.get("DILIGENCE_TOKEN") or None,
            fetch_private=got.get("DILIGENCE_FETCH_PRIVATE") == "1",
            otlp=got.get("DILIGENCE_OTLP") or got.get("OTEL_EXPORTER_OTLP_ENDPOINT") or None,
            allowed_hosts=tuple(h for h in got.get("DILIGENCE_ALLOWED_HOSTS", "").split(",") if h),
        )

    @property
    def name(self) -> str:
        """The name of the store inside `home`."""
        return self.dossier.resolve().name if self.dossier else "none"

    @property
    def trail(self) -> Path:
        """The file of the audit trail."""
        return self.home / self.name / "audit.sqlite"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What may stand in no record, log or export."""
        return (self.token,) if self.token else ()


def _dossier(text: str) -> Path | None:
    if text == "none":
        return None
    return Path(text).expanduser() if text else SHIPPED


def _runtime(text: str) -> RuntimeName | None:
    for name in RUNTIMES:
        if text == name:
            return name
    if text:
        raise SettingsError(
            f"DILIGENCE_EMBED_WITH is {text!r}.",
            help=f"Give one of {', '.join(RUNTIMES)}, or nothing.",
        )
    return None


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name)
    if not text:
        return default
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise SettingsError(f"{name} is {text!r}.", help="Give a port number from 0 to 65535.")
    return int(text)
