"""Fetching over loopback; names resolve through a fake, so no address beyond it is ever asked."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from knowledge import readers
from knowledge.errors import KnowledgeError
from knowledge.readers import FetchError, fetch
from knowledge.readers.addresses import is_public

Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A server on loopback; `answers` are by path, `seen` the requests' paths and headers."""

    port: int = 0
    answers: dict[str, Answering] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.seen.append((self.path, dict(self.headers)))
            made.answers[self.path](self)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def saying(body: bytes, status: int = 200, **headers: str) -> Answering:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def leading_to(url: str) -> Answering:
    return saying(b"", status=302, Location=url)


def dripping(before: bytes, drop: bytes) -> Answering:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(before)
        try:
            for _ in range(100):
                handler.wfile.write(drop)
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    return answer


def names(**known: str) -> Callable[[str, int], list[str]]:
    return lambda host, _: [known.get(host.replace(".", "_").replace("-", "_"), host)]


def test_content_comes_with_its_address_and_type(site: Site) -> None:
    site.answers["/a?q=x"] = saying(b"hello", Content_Type="text/plain; charset=gb18030")
    found = fetch(site.url("/a?q=x"), allow_private=True)
    assert (found.content, found.final_url) == (b"hello", site.url("/a?q=x"))
    assert found.charset == "gb18030"


def test_request_names_the_host_and_carries_no_cookie_of_an_earlier_answer(site: Site) -> None:
    site.answers["/"] = saying(b"", status=302, Location="/b", Set_Cookie="id=7")
    site.answers["/b"] = saying(b"hello")
    fetch(
        site.url(host="desk.example"), allow_private=True, resolve=names(desk_example="127.0.0.1")
    )
    headers = [{name.lower(): value for name, value in seen.items()} for _, seen in site.seen]
    assert [h["host"] for h in headers] == [f"desk.example:{site.port}"] * 2
    assert not any("cookie" in h for h in headers)


def test_three_redirects_are_followed_and_a_fourth_is_not(site: Site) -> None:
    for at in range(4):
        site.answers[f"/{at}"] = leading_to(f"/{at + 1}")
    site.answers["/4"] = saying(b"end")
    assert fetch(site.url("/1"), allow_private=True).final_url == site.url("/4")
    with pytest.raises(FetchError, match="more than 3 times"):
        fetch(site.url("/0"), allow_private=True)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "[::ffff:127.0.0.1]"],
)
def test_address_of_this_machine_is_refused_before_anything_is_sent(site: Site, host: str) -> None:
    site.answers["/"] = saying(b"secret")
    with pytest.raises(FetchError, match="public internet|cannot be read"):
        fetch(site.url(host=host))
    assert site.seen == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("64:ff9b::5db8:d70e", True),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("127.9.9.9", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("no address", False),
    ],
)
def test_only_addresses_on_the_public_internet_count_as_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(FetchError, match="169.254.169.254"):
        fetch("http://mixed.example/", resolve=lambda *_: ["93.184.215.14", "169.254.169.254"])


def test_redirect_to_a_private_address_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # loopback plays the public internet, as nothing else can be reached from a test
    monkeypatch.setattr("knowledge.readers.web.is_public", lambda address: address != "10.0.0.9")
    site.answers["/"] = leading_to("http://inside.example/admin")
    known = names(outside_example="127.0.0.1", inside_example="10.0.0.9")
    with pytest.raises(FetchError, match="leads to 10.0.0.9"):
        fetch(site.url(host="outside.example"), resolve=known)
    assert [path for path, _ in site.seen] == ["/"]


def test_name_is_resolved_once_and_the_checked_address_is_the_one_connected_to(site: Site) -> None:
    site.answers["/"] = saying(b"hello")
    asked: list[str] = []

    def rebinding(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.9"]

    url = site.url(host="rebind.example")
    assert fetch(url, allow_private=True, resolve=rebinding).content == b"hello"
    assert asked == ["rebind.example"]


def test_name_that_turns_private_after_a_redirect_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.readers.web.is_public", lambda address: address != "10.0.0.9")
    site.answers["/"] = leading_to("/again")
    turns = iter((["127.0.0.1"], ["10.0.0.9"]))
    with pytest.raises(FetchError, match="leads to 10.0.0.9"):
        fetch(site.url(host="rebind.example"), resolve=lambda *_: next(turns))


@pytest.mark.parametrize(
    ("before", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n"),
        (b"", b"H"),
    ],
    ids=["body", "body without length", "headers", "status"],
)
def test_answer_that_drips_ends_with_the_deadline(site: Site, before: bytes, drop: bytes) -> None:
    site.answers["/"] = dripping(before, drop)
    start = time.monotonic()
    with pytest.raises(FetchError, match="within 0.4 s|cannot be read") as caught:
        fetch(site.url(), allow_private=True, timeout_s=0.4)
    assert time.monotonic() - start < 1.5
    assert caught.value.retryable


def test_look_up_that_hangs_ends_with_the_deadline() -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match="within 0.2 s"):
        fetch("http://slow.example/", timeout_s=0.2, resolve=lambda *_: time.sleep(3) or [])
    assert time.monotonic() - start < 1


def test_too_long_a_body_is_refused_also_packed(site: Site) -> None:
    site.answers["/plain"] = saying(b"x" * 5000)
    site.answers["/packed"] = saying(gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip")
    for path in ("/plain", "/packed"):
        with pytest.raises(FetchError, match="more than 0.004 MB"):
            fetch(site.url(path), allow_private=True, max_bytes=4000)


def test_body_that_ends_early_is_not_taken_for_whole(site: Site) -> None:
    site.answers["/"] = lambda h: h.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"
    )  # type: ignore[func-returns-value]  # the handler closes after it
    with pytest.raises(FetchError):
        fetch(site.url(), allow_private=True)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "not an http"),
        ("ftp://x.example/", "not an http"),
        ("gopher://x.example/", "not an http"),
        ("https://", "not an http"),
        ("http://x.example:99999/", "not an http"),
        ("http://a b.example/", "not an http"),
        ("http://x.example/\r\nX: 1", "not an http"),
        ("http://ada:secret@x.example/", "user name or password"),
    ],
)
def test_address_that_cannot_be_fetched_is_one_error_with_help(url: str, said: str) -> None:
    with pytest.raises(FetchError, match=said) as caught:
        fetch(url, resolve=lambda *_: ["127.0.0.1"])
    assert caught.value.help.endswith(".")
    assert "secret" not in str(caught.value)


def test_refusals_of_the_server_say_if_another_try_helps(site: Site) -> None:
    site.answers["/gone"] = saying(b"", status=404)
    site.answers["/busy"] = saying(b"", status=503)
    for path, retryable in (("/gone", False), ("/busy", True)):
        with pytest.raises(KnowledgeError, match="answered") as caught:
            fetch(site.url(path), allow_private=True)
        assert (caught.value.retryable, caught.value.exit_code) == (
            retryable,
            4 if retryable else 3,
        )


def test_page_at_an_address_is_read_with_the_address_that_answered(site: Site) -> None:
    article = (
        "<html><head><title>Brinekeld sells</title><link rel=canonical href='https://b.example/'>"
    )
    article += (
        f"</head><body><article><p>{'Brinekeld sold salt for €7 million. ' * 9}</p></article>"
    )
    site.answers["/"] = leading_to("/story")
    site.answers["/story"] = saying(article.encode(), Content_Type="text/html; charset=utf-8")
    [page] = readers.document_at(site.url(), allow_private=True).pages
    assert (page.title, page.url) == ("Brinekeld sells", site.url("/story"))
    assert page.publisher == "127.0.0.1"  # not b.example
    assert "€7 million" in page.text


@pytest.mark.parametrize(
    ("claimed", "publisher"),
    [
        ("Daily Ledger", "Daily Ledger"),
        ("Famous Times", "daily-ledger.example"),
        ("", "daily-ledger.example"),
    ],
)
def test_page_is_believed_to_be_who_its_host_says(site: Site, claimed: str, publisher: str) -> None:
    head = f"<html><head><meta property='og:site_name' content='{claimed}'></head><body><article>"
    site.answers["/"] = saying(f"{head}<p>{'Brinekeld sold salt. ' * 20}</p></article>".encode())
    found = readers.document_at(
        site.url(host="www.daily-ledger.example"),
        allow_private=True,
        resolve=names(www_daily_ledger_example="127.0.0.1"),
    )
    assert found.pages[0].publisher == publisher
