"""Every knob, with unit, default and reason; the only reader of the environment.

`Settings.from_env()` reads variables with the prefix DILIGENCE_. Opens and makes nothing.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError
from knowledge import RUNTIMES, RuntimeName, Server

_DOSSIERS = Path(__file__).resolve().parent.parent / "knowledge" / "dossiers"
SHIPPED = min(folder for folder in _DOSSIERS.iterdir() if folder.is_dir())  # the only one


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    home: Path = Path(".data")  # all state: store, threads
    dossier: Path | None = SHIPPED  # None: an empty desk that holds only what the user ingests
    embedder: str | None = None  # a sentence-transformers name or folder; None: the packaged one
    embed_with: RuntimeName | None = None  # what runs it; None: as was measured
    models_folder: Path | None = None  # of converted models, to share them; None: in `home`
    reranker: str | None = None  # a cross-encoder by name or folder; None: none judges
    chroma_url: str | None = None  # a Chroma server for the vectors; None: a folder in `home`
    chroma_token: str | None = None  # what that server asks for, as Chroma Cloud does
    watch: Path | None = None  # a folder that a served desk goes on reading; None: none
    host: str = "127.0.0.1"
    port: int = 7860
    token: str | None = None  # bearer token for the API; None: no token asked on loopback
    allowed_hosts: tuple[str, ...] = ()  # host names besides loopback that may be asked for
    fetch_private: bool = False  # whether web addresses of the own network may be ingested
    otlp: str | None = None  # where OpenTelemetry spans go (OTLP over gRPC); None: nowhere
    max_question_chars: int = 2000  # longer is not a question; bounds every pattern match
    max_words: int = 180  # of an answer: what an analyst reads before deciding to dig
    model: str | None = None  # "provider:name" of the model that writes; None: no model does
    nli: str | None = None  # an inference model (transformers) that judges meaning; None: none
    base_url: str | None = None  # of an OpenAI-compatible server; only `model_key` is sent there
    model_key: str | None = field(default=None, repr=False)  # None: the provider's own variable
    model_seconds: float = 60.0  # for a whole answer; then the extractive one is given
    first_words_seconds: float = 10.0  # until the model's first word, retries included
    evidence_tokens: int = 6000  # of evidence sent with a question: the most useful that fits
    prices: Path | None = None  # a file like bot/model/prices.yaml whose prices come first
    budget_thread_usd: Decimal | None = None  # what the model may cost in one thread
    budget_day_usd: Decimal | None = None  # and in one day (UTC), all threads together

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Settings from DILIGENCE_* variables; raises SettingsError naming the variable."""
        got = os.environ if env is None else env
        return cls(
            home=Path(got.get("DILIGENCE_HOME", ".data")).expanduser(),
            dossier=_dossier(got.get("DILIGENCE_DOSSIER", "")),
            embedder=got.get("DILIGENCE_EMBEDDER") or None,
            embed_with=_runtime(got.get("DILIGENCE_EMBED_WITH", "")),
            models_folder=_folder(got.get("DILIGENCE_MODELS", "")),
            reranker=got.get("DILIGENCE_RERANKER") or None,
            chroma_url=_url(got, "DILIGENCE_CHROMA_URL"),
            chroma_token=got.get("DILIGENCE_CHROMA_TOKEN") or None,
            watch=_folder(got.get("DILIGENCE_WATCH", "")),
            host=got.get("DILIGENCE_HOST", "127.0.0.1"),
            port=_whole(got, "DILIGENCE_PORT", 7860),
            token=got.get("DILIGENCE_TOKEN") or None,
            fetch_private=got.get("DILIGENCE_FETCH_PRIVATE") == "1",
            otlp=got.get("DILIGENCE_OTLP") or got.get("OTEL_EXPORTER_OTLP_ENDPOINT") or None,
            allowed_hosts=tuple(h for h in got.get("DILIGENCE_ALLOWED_HOSTS", "").split(",") if h),
            model=_model(got),
            nli=got.get("DILIGENCE_NLI") or None,
            base_url=got.get("DILIGENCE_BASE_URL") or None,
            model_key=_key(got),
            model_seconds=float(_amount(got, "DILIGENCE_MODEL_SECONDS") or 60),
            first_words_seconds=float(_amount(got, "DILIGENCE_FIRST_WORDS_SECONDS") or 10),
            evidence_tokens=int(_amount(got, "DILIGENCE_EVIDENCE_TOKENS") or 6000),
            prices=Path(got["DILIGENCE_PRICES"]) if got.get("DILIGENCE_PRICES") else None,
            budget_thread_usd=_amount(got, "DILIGENCE_BUDGET_THREAD_USD"),
            budget_day_usd=_amount(got, "DILIGENCE_BUDGET_DAY_USD"),
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
    def models(self) -> Path:
        """Where converted models are kept: for all dossiers of a home, or of several."""
        return self.models_folder or self.home / "models"

    @property
    def chroma(self) -> Server | None:
        return Server(url=self.chroma_url, token=self.chroma_token) if self.chroma_url else None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What may stand in no record, log or export."""
        return tuple(s for s in (self.token, self.model_key, self.chroma_token) if s)


def _dossier(text: str) -> Path | None:
    if text == "none":
        return None
    return Path(text).expanduser() if text else SHIPPED


def _folder(text: str) -> Path | None:
    return Path(text).expanduser() if text else None


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


def _url(env: Mapping[str, str], name: str) -> str | None:
    text = env.get(name)
    if text and (urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).hostname):
        raise SettingsError(f"{name} is no web address.", help="Give http://HOST:PORT.")
    return text or None


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name)
    if not text:
        return default
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise SettingsError(f"{name} is {text!r}.", help="Give a port number from 0 to 65535.")
    return int(text)


def _model(env: Mapping[str, str]) -> str | None:
    """With a server of one's own, a bare name is a model of that server."""
    name = env.get("DILIGENCE_MODEL") or None
    if name and ":" not in name:
        if not env.get("DILIGENCE_BASE_URL"):
            raise SettingsError(
                f"DILIGENCE_MODEL is {name!r}.", help="Name the provider too, as in openai:NAME."
            )
        return f"openai:{name}"
    return name


def _key(env: Mapping[str, str]) -> str | None:
    path = env.get("DILIGENCE_MODEL_KEY_FILE")
    if not path:
        return env.get("DILIGENCE_MODEL_KEY") or None
    try:
        return Path(path).expanduser().read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"DILIGENCE_MODEL_KEY_FILE {path!r} cannot be read.",
            help="Name a text file that holds the key and nothing else.",
        ) from error


def _amount(env: Mapping[str, str], name: str) -> Decimal | None:
    text = env.get(name)
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or value < 0:
        raise SettingsError(f"{name} is {text!r}.", help="Give a number that is not below zero.")
    return value
