"""The one way out: an http(s) address in, at most 20 MB and 10 seconds of what it holds out.

A name is resolved once, every address it has is checked, and the connection goes to a checked
address, so that no second look-up can lead elsewhere; each redirect (at most 3) is checked anew.
Addresses of this machine, its network and its cloud are refused unless the caller allows them.
No cookies, no proxy, no credentials. Does not know formats.
"""

import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from knowledge.errors import DocumentError
from knowledge.readers.addresses import Resolve, addresses, is_public, resolved

MAX_REDIRECTS = 3
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HEADERS = {
    "User-Agent": "diligence-bot/1.0",
    "Accept": "text/html,application/pdf,application/xhtml+xml,*/*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_STEP = 65_536


class FetchError(DocumentError):
    """An address that was not read; `retryable` where another try may do better."""

    def __init__(self, message: str, *, help: str, retryable: bool = False) -> None:
        super().__init__(message, help=help)
        self.retryable = retryable
        self.exit_code = 4 if retryable else 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    content: bytes
    final_url: str
    content_type: str

    @property
    def charset(self) -> str | None:
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", self.content_type, re.IGNORECASE)
        return found[1] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    deadline: float
    max_bytes: int
    allow_private: bool
    resolve: Resolve

    @property
    def left_s(self) -> float:
        return max(self.deadline - time.monotonic(), 0.001)


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    timeout_s: float = 10,
    max_bytes: int = 20_000_000,
    resolve: Resolve = addresses,
) -> Fetched:
    """What `url` holds. The bounds are for everything together, redirects included."""
    bounds = _Bounds(
        deadline=time.monotonic() + timeout_s,
        max_bytes=max_bytes,
        allow_private=allow_private,
        resolve=resolve,
    )
    at = url
    try:
        for _ in range(MAX_REDIRECTS + 1):
            answer = _answer(at, bounds)
            if isinstance(answer, Fetched):
                return answer
            at = answer
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as problem:
        raise _unreachable(at, problem, bounds, timeout_s) from problem
    raise FetchError(
        f"{url!r} leads on more than {MAX_REDIRECTS} times",
        help="Open it in a browser and give the address it ends at.",
    )


def _unreachable(url: str, problem: Exception, bounds: _Bounds, timeout_s: float) -> FetchError:
    if time.monotonic() >= bounds.deadline:
        said = f"{url!r} did not answer in full within {timeout_s:g} s"
    else:
        said = (
            f"{url!r} cannot be read: {str(problem).splitlines()[0] if str(problem) else problem!r}"
        )
    return FetchError(
        said, help="Try again, or save the page as a file and ingest that.", retryable=True
    )


def _answer(url: str, bounds: _Bounds) -> Fetched | str:
    """The content, or the address that a redirect names."""
    parts = _checked_url(url)
    with _connected(parts, url, bounds) as connection:
        connection.request("GET", _target(parts), headers=_HEADERS)
        response = connection.getresponse()
        if response.status in _REDIRECTS and (location := response.getheader("Location")):
            return urljoin(url, location)
        if response.status != 200:
            raise FetchError(
                f"{url!r} answered {response.status} {response.reason}"[:200],
                help="Open it in a browser; if it shows there, save the page and ingest the file.",
                retryable=response.status >= 500 or response.status == 429,
            )
        return Fetched(
            content=_body(response, url, bounds),
            final_url=url,
            content_type=response.getheader("Content-Type") or "",
        )


def _checked_url(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in _PORTS or re.search(r"[\s\x00-\x1f]", url) or port == 0:
        raise FetchError(
            f"{url!r} is not an http or https address",
            help="Give an address that begins with https:// or the path of a file.",
        )
    if parts.username is not None or parts.password is not None:
        raise FetchError(
            f"the address of {host!r} holds a user name or password",
            help="Give the address without it, or save the page and ingest the file.",
        )
    return parts


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return f"{path}?{query}" if query else path


@contextmanager
def _connected(
    parts: SplitResult, url: str, bounds: _Bounds
) -> Iterator[http.client.HTTPConnection]:
    """A connection to a checked address, cut off at the deadline whatever it is doing."""
    host = str(parts.hostname)
    port = parts.port or _PORTS[parts.scheme]
    plain = _socket(_checked_addresses(host, port, url, bounds), port, bounds)
    # shut down through a second handle: the first may be inside a TLS read
    handle = plain.dup()
    timer = threading.Timer(bounds.left_s, _shut, (handle,))
    timer.daemon = True
    timer.start()
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = _secured(plain, host) if parts.scheme == "https" else plain
        if parts.scheme == "https":
            connection.default_port = 443  # the Host header names other ports only
        yield connection
    finally:
        timer.cancel()
        connection.close()
        plain.close()
        handle.close()


def _shut(handle: socket.socket) -> None:
    try:
        handle.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it was over already


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _socket(found: list[str], port: int, bounds: _Bounds) -> socket.socket:
    for at, address in enumerate(found):
        try:
            made = socket.create_connection((address, port), timeout=bounds.left_s)
        except OSError:
            if at + 1 == len(found) or bounds.left_s <= 0.001:
                raise
        else:
            return made
    raise OSError("the name has no address")


def _checked_addresses(host: str, port: int, url: str, bounds: _Bounds) -> list[str]:
    found = resolved(host, port, bounds.resolve, within_s=bounds.left_s)
    refused = next((address for address in found if not is_public(address)), None)
    if refused is not None and not bounds.allow_private:
        raise FetchError(
            f"{url!r} leads to {refused}, an address that is not on the public internet",
            help="Save the page as a file and ingest that, or allow private addresses by setting.",
        )
    return found


def _body(response: http.client.HTTPResponse, url: str, bounds: _Bounds) -> bytes:
    """All of it, unpacked if the server packs unasked; too much or too late is an error."""
    unpack = _unpacker(response.getheader("Content-Encoding") or "identity", url)
    taken = bytearray()
    while piece := response.read1(_STEP):
        if time.monotonic() >= bounds.deadline:
            raise TimeoutError
        taken += unpack(piece, bounds.max_bytes + 1 - len(taken))
        if len(taken) > bounds.max_bytes:
            raise FetchError(
                f"{url!r} holds more than {bounds.max_bytes / 1e6:g} MB",
                help="Save it as a file, split it and ingest the parts that matter.",
            )
    if response.length or time.monotonic() >= bounds.deadline:
        raise TimeoutError("the connection ended early")
    return bytes(taken)


def _unpacker(encoding: str, url: str) -> Callable[[bytes, int], bytes]:
    match encoding.strip().lower():
        case "identity" | "":
            return lambda piece, most: piece[:most]
        case "gzip" | "x-gzip" | "deflate":
            unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
            return lambda piece, most: unpacker.decompress(piece, most)
    raise FetchError(
        f"{url!r} is packed as {encoding[:20]!r}, which was not asked for",
        help="Save the page as a file and ingest that.",
    )
