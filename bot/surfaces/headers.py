"""What browsers are told they may do with a response, and the nonce that lets our scripts run.

Gradio compiles its templates with `Function`, so scripts keep 'unsafe-eval'; inline scripts run
only with the nonce of this response, so markup that slipped through could not bring any. Styles
are inline in Gradio's components. Nothing may be fetched from another host.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send


def policy(nonce: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def secured(send: Send, nonce: str) -> Send:
    """`send`, with the security headers on every response."""
    added = {
        "Content-Security-Policy": policy(nonce),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message.get("headers", [])))
            headers.update(added)
            message = {**message, "headers": headers.raw}
        await send(message)

    return with_headers


class HtmlNonce:
    """Puts the nonce on the <script> tags of an HTML page; lets everything else through as it is.

    The page is ours: Gradio writes its configuration into it with every "<" escaped, so a "<script"
    in its text can only be a tag of the template.
    """

    def __init__(self, send: Send, nonce: str) -> None:
        self.started = False
        self._send = send
        self._tag = f'<script nonce="{nonce}"'.encode()
        self._held: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        self.started = True
        if message["type"] == "http.response.start" and _is_html(message):
            self._held = message
        elif self._held is not None and message["type"] == "http.response.body":
            await self._page(self._held, message)
        else:
            await self._send(message)

    async def _page(self, start: Message, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self._body.replace(b"<script", self._tag)
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-length"] = str(len(body))
        headers["cache-control"] = "no-store"
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _is_html(message: Message) -> bool:
    kind = MutableHeaders(raw=list(message.get("headers", []))).get("content-type", "")
    return kind.startswith("text/html")
