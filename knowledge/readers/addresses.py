"""A host's name into its network addresses, and whether one of them is on the public internet.

    127.0.0.1, 10.1.2.3, 169.254.169.254, ::ffff:192.168.0.1  →  not public

Does not connect.
"""

import ipaddress
import socket
import threading
from collections.abc import Callable

Resolve = Callable[[str, int], list[str]]

_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def addresses(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system resolves it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolved(host: str, port: int, resolve: Resolve, *, within_s: float) -> list[str]:
    """The system's look-up knows no time limit: it is left behind when the deadline comes."""
    answer: list[list[str]] = []
    problem: list[OSError] = []

    def look_up() -> None:
        try:
            answer.append(resolve(host, port))
        except (OSError, UnicodeError) as caught:
            problem.append(OSError(f"the name {host!r} is not known ({caught})"))

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(within_s)
    if answer:
        return answer[0]
    raise problem[0] if problem else TimeoutError(f"looking up {host!r} took too long")


def is_public(address: str) -> bool:
    """Whether an address, and the IPv4 address it may carry inside, is on the public internet."""
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast and not found.is_reserved
    if found.ipv4_mapped:
        return is_public(str(found.ipv4_mapped))
    if found in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    inside = [found.sixtofour, *(found.teredo or ())]
    carried = all(is_public(str(each)) for each in inside if each)
    return found in _UNICAST and found.is_global and carried
