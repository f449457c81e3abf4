"""Serving the desk: one socket, one bot, page and API, until stopped.

The port is taken before anything is built, so that a port in use costs nothing, and answers probes
from then on. Knows uvicorn only.
"""

import socket
import sys
from contextlib import ExitStack
from pathlib import Path

from bot.errors import BotError
from bot.settings import Settings
from bot.surfaces.opening import Opening
from bot.surfaces.watched import refuse_own, watched

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_BACKLOG = 2048


class PortTaken(BotError):
    exit_code = 4
    retryable = True


def serve(settings: Settings) -> None:
    """Builds or opens the desk and serves it; returns when the server is stopped."""
    if settings.host not in _LOOPBACK and not settings.token:
        raise BotError(
            f"Serving on {settings.host!r} would let anyone on the network ask.",
            help="Set DILIGENCE_TOKEN to a secret, or serve on 127.0.0.1.",
        )
    if settings.watch:
        _look_at(settings.watch)
        refuse_own([settings.watch], settings)
    with _taken(settings) as listening:
        listening.listen(_BACKLOG)  # who reads the address below can already connect
        import uvicorn

        from bot.desk import Bot
        from bot.surfaces.api import build_app

        print("Opening the knowledge base …", file=sys.stderr, flush=True)  # noqa: T201
        with ExitStack() as open_until_stopped:
            with Opening(listening) as opening:  # a probe is answered before any model is loaded
                bot = Bot.open(settings, progress=opening.count)
                open_until_stopped.enter_context(bot)
                app = build_app(bot, token=settings.token, allowed_hosts=settings.allowed_hosts)
            bot.warm()
            if settings.watch:
                open_until_stopped.enter_context(watched(bot, settings.watch))
            host, port = listening.getsockname()[:2]
            enter = f"/?token={settings.token}" if settings.token else ""
            print(f"Serving on http://{host}:{port}{enter}", flush=True)  # noqa: T201
            config = uvicorn.Config(
                app, log_level="warning", timeout_graceful_shutdown=5, server_header=False
            )
            uvicorn.Server(config).run(sockets=[listening])


def _look_at(folder: Path) -> None:
    if not folder.is_dir():
        raise BotError(
            f"There is no folder {str(folder)!r} to watch.",
            help="Make it, or correct --watch or DILIGENCE_WATCH.",
        )


def _taken(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise PortTaken(
            f"Port {settings.port} on {settings.host} cannot be used: {error.strerror}.",
            help="Stop what uses it, or choose another with --port.",
        ) from error
    return listening
