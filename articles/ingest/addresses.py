"""Addresses of pages: what a person types or a site redirects to, in one exact form.

Only http and https, only the allowed ports, no names or passwords. Everything after this speaks of
the parts found here, so that no second reading of the same text can find another host in it.
"""

import contextlib
import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import quote, urljoin, urlsplit

import idna

from articles.ingest.document import IngestError

PORTS = {"http": 80, "https": 443}
LONGEST = 2000  # characters of an address, once encoded
BARE = re.compile(r"[^\s/?#:@\\]+\.[^\s/?#:@\\]+(?::\d+)?(?:[/?#].*)?", re.DOTALL)
LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
NAME = re.compile(rf"{LABEL}(?:\.{LABEL})*")
AUTHORITY = re.compile(r"(?:\[[^\[\]]*:[^\[\]]*\]|[^\[\]:]*)(?::\d*)?", re.ASCII)
NOT_IN_ADDRESS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
PATH_SAFE = "/%:@!$&'()*+,;=~"  # and what `quote` leaves alone anyway
WANTED = "Give the address of the article as the browser shows it, beginning with https://."


@dataclass(frozen=True, slots=True)
class Address:
    """`host` is lower case ASCII, an IPv6 address without brackets; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """The host as requests name it: with brackets, with the port unless it is the usual."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def is_front_page(self) -> bool:
        return self.target == "/"


def typed_address(text: str, *, ports: frozenset[int]) -> Address:
    """What a person typed or pasted; https is meant where no scheme stands."""
    text = text.strip()
    if BARE.fullmatch(text):
        text = f"https://{text}"
    return parsed_address(text, ports=ports)


def redirected_address(address: Address, location: str, *, ports: frozenset[int]) -> Address:
    """Where a site's `Location` leads from that address."""
    location = location.strip()
    try:
        # `urljoin` would drop line breaks, not refuse them.
        joined = location if NOT_IN_ADDRESS.search(location) else urljoin(str(address), location)
        return parsed_address(joined, ports=ports)
    except (ValueError, IngestError) as error:  # ValueError: brackets that enclose no address
        raise IngestError(
            f"{address.host} sends on to an address that must not be fetched. "
            "Open it in a browser and paste the text instead."
        ) from error


def parsed_address(text: str, *, ports: frozenset[int]) -> Address:
    """Raises IngestError, with what to do, for whatever must not or cannot be fetched."""
    if NOT_IN_ADDRESS.search(text):
        raise IngestError(f"The address holds invisible characters. {WANTED}")
    try:
        parts = urlsplit(text)
        scheme, name, port = parts.scheme, parts.hostname or "", parts.port
        target = quote(parts.path, safe=PATH_SAFE) or "/"
        target += f"?{quote(parts.query, safe=PATH_SAFE + '?')}" if parts.query else ""
    except ValueError as error:  # brackets, ports beyond 65535, lone surrogates
        raise IngestError(f"This is not the address of a page. {WANTED}") from error
    if scheme not in PORTS:
        raise IngestError(f"Only http and https addresses can be fetched. {WANTED}")
    if "@" in parts.netloc:
        raise IngestError(
            "The address holds a user name or a password. Take what stands before the @ away; "
            "a page behind a sign-in cannot be fetched: paste its text instead."
        )
    if not AUTHORITY.fullmatch(parts.netloc):  # "[::1]example.org", say
        raise IngestError(f"The address names no site. {WANTED}")
    port = PORTS[scheme] if port is None else port
    if port not in ports:
        raise IngestError(f"Pages are not fetched from port {port}. {WANTED}")
    address = Address(scheme, _host(name), port, target)
    if len(str(address)) > LONGEST:
        raise IngestError(
            f"The address is longer than {LONGEST:,} characters. Paste the page's text instead."
        )
    return address


def _host(name: str) -> str:
    """The host in the form that is resolved, named to the server and compared with certificates."""
    host = ""
    if len(name) <= 253 and "%" not in name:  # IPv6 zones name a link of this machine
        with contextlib.suppress(ValueError):  # IDNAError and AddressValueError among them
            host = str(IPv6Address(name)) if ":" in name else _ascii(name).removesuffix(".")
    if ":" not in host and (len(host) > 253 or not NAME.fullmatch(host)):
        raise IngestError(f"The address names no site. {WANTED}")
    return host


def _ascii(name: str) -> str:
    return name.lower() if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
