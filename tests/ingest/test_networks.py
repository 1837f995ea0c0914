"""Which addresses count as public: a table of those that never may, and what they carry."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.networks import host_of, why_not_public

# First, last and some address within each network that is not public.
INSIDE_4 = (
    *("0.0.0.0", "0.0.0.1", "0.1.2.3", "0.255.255.255"),
    *("10.0.0.0", "10.0.0.1", "10.1.2.3", "10.255.255.255"),
    *("100.64.0.0", "100.64.0.1", "100.100.100.200", "100.127.255.255"),
    *("127.0.0.0", "127.0.0.1", "127.0.0.53", "127.1.2.3", "127.255.255.254", "127.255.255.255"),
    *("168.63.129.16", "169.254.0.0", "169.254.0.1", "169.254.169.254", "169.254.170.2"),
    *("169.254.255.255", "172.16.0.0", "172.16.0.1", "172.20.3.4", "172.31.255.255"),
    *("192.0.0.0", "192.0.0.1", "192.0.0.170", "192.0.0.192", "192.0.0.255"),
    *("192.0.2.0", "192.0.2.1", "192.0.2.255", "192.31.196.1", "192.52.193.1", "192.88.99.1"),
    *("192.168.0.0", "192.168.0.1", "192.168.1.1", "192.168.255.255", "192.175.48.1"),
    *("198.18.0.0", "198.18.0.1", "198.19.255.255", "198.51.100.0", "198.51.100.7"),
    *("203.0.113.0", "203.0.113.255", "224.0.0.0", "224.0.0.1", "224.0.0.251", "233.252.0.1"),
    *("239.255.255.250", "239.255.255.255", "240.0.0.0", "240.0.0.1", "250.1.2.3"),
    *("255.255.255.254", "255.255.255.255"),
)
PUBLIC_4 = (
    *("1.0.0.0", "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255"),
    *("100.128.0.0", "126.255.255.255", "128.0.0.0", "168.63.129.15", "168.63.129.17"),
    *("169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255"),
    *("192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255"),
    *("198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0"),
    "223.255.255.255",
)
INSIDE_6 = (
    *("::", "::1", "::2", "::ffff", "::7f00:1", "::127.0.0.1", "::8.8.8.8", "::a00:1"),
    *("::fffe:7f00:1", "::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8", "0:0:0:1::", "64:ff9a::1"),
    *("64:ff9b:1::1", "64:ff9b:1::7f00:1", "64:ff9b:1::8.8.8.8", "64:ff9b:0:1::8.8.8.8"),
    *("64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "100::", "100::1", "100:0:0:1::1", "200::1"),
    *("400::1", "1000::1", "1fff:ffff::1", "2001::", "2001::1", "2001:0:4136:e378::1"),
    *("2001:0:7f00:1:0:0:80ff:fffe", "2001:1::1", "2001:2::1", "2001:3::1", "2001:4:112::1"),
    *("2001:5::1", "2001:10::1", "2001:20::1", "2001:1ff:ffff::1", "2001:db8::", "2001:db8::1"),
    *("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2002::", "2002:7f00:1::", "2002:7f00:1::1"),
    *("2002:a00:1::1", "2002:c0a8:101::1", "2002:808:808::1", "2002:ffff:ffff::1"),
    *("2620:4f:8000::1", "3ffe::1", "3ffe:b00::1", "3fff::", "3fff:fff::1", "4000::1", "5f00::1"),
    *("6000::1", "8000::1", "a000::1", "c000::1", "e000::1", "f000::1", "fa00::1", "fbff::1"),
    *("fc00::", "fc00::1", "fd00::1", "fd00:ec2::254", "fd20:ce::254", "fdff:ffff::1"),
    *("fe00::1", "fe7f::1", "fe80::", "fe80::1", "fe80::a9fe:a9fe", "fe80::5efe:7f00:1"),
    *("febf::1", "fec0::", "fec0::1", "fec0:0:0:ffff::1", "feff::1", "ff00::1", "ff01::1"),
    *("ff02::1", "ff02::2", "ff02::fb", "ff05::2", "ff0e::1", "ff3e::1"),
    *("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe80::1%1", "2a00:1450::1%eth0"),
)
PUBLIC_6 = (
    *("2000::1", "2001:200::1", "2001:4860:4860::8888", "2001:db7::1", "2001:db9::1"),
    *("2003::1", "2400:cb00::1", "2606:4700:4700::1111", "2620:4f:8001::1", "2620:fe::fe"),
    *("2a00:1450:4001::200e", "2a03:2880::1", "2c0f:fb50::1", "3fff:1000::1"),
)
# Each way to carry an IPv4 address in an IPv6 one.
CARRIERS = {
    "mapped": lambda four: (0xFFFF << 32) | four,
    "NAT64": lambda four: (0x64_FF9B << 96) | four,
    "local NAT64": lambda four: (0x64_FF9B_0001 << 80) | four,
    "compatible": lambda four: four,
    "translated": lambda four: (0xFFFF << 48) | four,
    "6to4": lambda four: (0x2002 << 112) | four << 80 | 1,
    "Teredo server": lambda four: (0x2001_0000 << 96) | four << 64 | 0xF7F7_F7F7,
    "Teredo client": lambda four: (0x2001_0000 << 96) | 0x4136_E378 << 64 | (four ^ 0xFFFF_FFFF),
    "ISATAP": lambda four: (0x2A00_1450_4001 << 80) | 0x5EFE << 32 | four,
    "ISATAP, universal": lambda four: (0x2A00_1450_4001 << 80) | 0x0200_5EFE << 32 | four,
}
STAYS_PUBLIC = frozenset(("mapped", "NAT64", "ISATAP", "ISATAP, universal"))


@pytest.mark.parametrize("text", [*INSIDE_4, *INSIDE_6])
def test_what_leads_inside_is_not_public(text: str) -> None:
    assert why_not_public(ip_address(text))


@pytest.mark.parametrize("text", [*PUBLIC_4, *PUBLIC_6])
def test_what_is_public_is_public(text: str) -> None:
    assert not why_not_public(ip_address(text))


@pytest.mark.parametrize(("carrier", "four"), product(CARRIERS, INSIDE_4))
def test_no_disguise_makes_an_inner_address_public(carrier: str, four: str) -> None:
    assert why_not_public(IPv6Address(CARRIERS[carrier](int(IPv4Address(four)))))


@pytest.mark.parametrize(("carrier", "four"), product(CARRIERS, ["8.8.8.8", "93.184.216.34"]))
def test_a_public_address_stays_public_only_in_the_disguises_that_are_in_use(
    carrier: str, four: str
) -> None:
    host = IPv6Address(CARRIERS[carrier](int(IPv4Address(four))))
    assert bool(why_not_public(host)) is (carrier not in STAYS_PUBLIC)


@pytest.mark.parametrize(
    "text", ["64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "fec0::1", "224.0.0.1"]
)
def test_it_knows_better_than_the_standard_library_once_did(text: str) -> None:
    assert why_not_public(ip_address(text))


def test_it_says_where_an_address_leads() -> None:
    said = {text: why_not_public(ip_address(text)) for text in ("127.0.0.1", "fd00::1", "ff02::1")}
    assert list(said.values()) == ["this machine", "a private network", "a group of machines"]
    assert why_not_public(ip_address("::ffff:169.254.169.254")) == "the local link"


def test_further_networks_can_be_refused() -> None:
    refused = (IPv4Network("93.184.0.0/16"), IPv6Network("2a00:1450::/32"))
    for text in ("93.184.216.34", "::ffff:93.184.216.34", "2a00:1450::1"):
        assert not why_not_public(ip_address(text))
        assert why_not_public(ip_address(text), refused=refused)
    assert not why_not_public(ip_address("93.185.0.1"), refused=refused)


def test_an_ipv4_address_in_ipv6_clothes_is_the_ipv4_address() -> None:
    assert host_of("::ffff:8.8.8.8") == IPv4Address("8.8.8.8")
    assert host_of("2606:4700::1") == IPv6Address("2606:4700::1")


SPECIAL_4 = [
    ip_network(text)
    for text in ("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16")
] + [ip_network(text) for text in ("172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3")]
inner_four = st.sampled_from(SPECIAL_4).flatmap(lambda network: st.ip_addresses(network=network))


@given(four=inner_four, carrier=st.sampled_from(sorted(CARRIERS)))
def test_no_inner_address_is_public_however_it_is_carried(four: IPv4Address, carrier: str) -> None:
    assert why_not_public(four)
    assert why_not_public(IPv6Address(CARRIERS[carrier](int(four))))


@given(four=inner_four, prefix=st.integers(0, 2**64 - 1), flag=st.sampled_from([0, 0x0200_0000]))
def test_an_inner_address_in_an_interface_name_is_never_public(
    four: IPv4Address, prefix: int, flag: int
) -> None:
    assert why_not_public(IPv6Address(prefix << 64 | (flag | 0x5EFE) << 32 | int(four)))


@given(host=st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_is_public_is_so_for_the_standard_library_too(host: IPv4Address | IPv6Address) -> None:
    if not why_not_public(host):
        carried = isinstance(host, IPv6Address) and host.ipv4_mapped
        plain = carried or host
        assert plain.is_global and not plain.is_multicast and not plain.is_loopback


@given(number=st.integers(0, 2**128 - 1))
def test_outside_the_public_block_only_translated_addresses_are_public(number: int) -> None:
    host = IPv6Address(number)
    in_use = (IPv6Network("2000::/3"), IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
    assert why_not_public(host) or any(host in network for network in in_use)
