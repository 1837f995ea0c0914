"""Which addresses of the internet protocol are public: the only ones a page is ever fetched from.

The table is our own. What `ipaddress` calls global differs between versions of Python, and it takes
several addresses for global that lead inside: 64:ff9b::7f00:1 and 2002:7f00:1:: carry 127.0.0.1,
224.0.0.1 is a group of machines.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Host = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# IANA's registries of special addresses, as of 2026, and two that stand in no registry.
NOT_PUBLIC_4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), why)
    for network, why in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a hosting provider's own service"),  # Azure: looks public, is not
        ("169.254.0.0/16", "the local link"),  # also where clouds keep machines' credentials
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved network"),
        ("192.0.2.0/24", "a network for documentation"),
        ("192.31.196.0/24", "a reserved network"),
        ("192.52.193.0/24", "a reserved network"),
        ("192.88.99.0/24", "a retired relay"),
        ("192.168.0.0/16", "a private network"),
        ("192.175.48.0/24", "a reserved network"),
        ("198.18.0.0/15", "a network for measurements"),
        ("198.51.100.0/24", "a network for documentation"),
        ("203.0.113.0/24", "a network for documentation"),
        ("224.0.0.0/4", "a group of machines"),
        ("240.0.0.0/4", "a reserved network"),  # with 255.255.255.255, everyone on the link
    )
)
# All that is public lies in here: loopback, private, local, site-local, multicast lie outside.
PUBLIC_6 = IPv6Network("2000::/3")
NOT_PUBLIC_6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("2001::/23", "a reserved network"),  # Teredo, measurements, identifiers
        ("2001:db8::/32", "a network for documentation"),
        ("2002::/16", "a retired tunnel"),  # 6to4: the next four bytes are an IPv4 address
        ("2620:4f:8000::/48", "a reserved network"),
        ("3ffe::/16", "a retired network"),
        ("3fff::/20", "a network for documentation"),
    )
)
OUTSIDE_6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("::/127", "this machine"),
        ("64:ff9b:1::/48", "a private network"),  # a translator's own inner prefix
        ("fc00::/7", "a private network"),
        ("fe80::/10", "the local link"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "a group of machines"),
    )
)
# Ways to write an IPv4 address that are in use, and stay public if that address is.
MAPPED = IPv6Network("::ffff:0:0/96")
TRANSLATED = IPv6Network("64:ff9b::/96")  # what a network without IPv4 makes of every IPv4 site
# Another, told by the four bytes before it: 0:5efe or 200:5efe, in any network.
ISATAP = frozenset((0x0000_5EFE, 0x0200_5EFE))


def why_not_public(host: Host, *, refused: tuple[Network, ...] = ()) -> str:
    """Where the address leads if not to the public internet ("a private network"); "" if there.

    `refused` are further networks that must not be reached, whatever they look like. An IPv4
    address inside an IPv6 one is judged too.
    """
    if any(host.version == network.version and host in network for network in refused):
        return "a network that is refused here"
    if isinstance(host, IPv4Address):
        return _found_in(NOT_PUBLIC_4, host)
    if host in MAPPED or host in TRANSLATED:
        return why_not_public(_last_four_bytes(host), refused=refused)
    why = _why_not_public_6(host)
    if not why and int(host) >> 32 & 0xFFFF_FFFF in ISATAP:
        return why_not_public(_last_four_bytes(host), refused=refused)
    return why


def _why_not_public_6(host: IPv6Address) -> str:
    if host.scope_id:
        return "the local link"
    if host not in PUBLIC_6:
        return _found_in(OUTSIDE_6, host) or "a reserved network"
    return _found_in(NOT_PUBLIC_6, host)


def host_of(text: str) -> Host:
    """The address in the text as a resolver writes it, an IPv4 one in IPv6 clothes unwrapped."""
    host = ip_address(text)
    if isinstance(host, IPv6Address) and host in MAPPED:
        return _last_four_bytes(host)
    return host


def _found_in(table: tuple[tuple[Network, str], ...], host: Host) -> str:
    return next((why for network, why in table if host in network), "")


def _last_four_bytes(host: IPv6Address) -> IPv4Address:
    return IPv4Address(int(host) & 0xFFFF_FFFF)
