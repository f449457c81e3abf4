"""Which addresses may become links: plain http(s) ones that name a host and hide nothing."""

import re
from urllib.parse import urlsplit


def is_web(url: str) -> bool:
    if re.search(r"[\x00-\x20\\]", url):
        return False
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False
