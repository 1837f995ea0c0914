"""Connections to public machines only: the name is looked up once, each answer judged, and the
connection made to exactly the machine that was judged.

A name cannot lead elsewhere the second time, because there is no second time; who really answers is
looked at once more after connecting.
"""

import contextlib
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import certifi

from articles.ingest.addresses import PORTS, Address
from articles.ingest.document import IngestError
from articles.ingest.networks import Host, host_of, why_not_public

CONNECT_SECONDS = 5.0  # for one machine: a name may have others that answer
READ_SECONDS = 8.0  # without a single byte
MACHINES = 4  # tried for one name
PASTE = "Open it in a browser and paste the text instead."

Resolve = Callable[[str, int], list[str]]


def tls_context() -> ssl.SSLContext:
    """Certificates are verified against this machine's list; where it has none, certifi's."""
    paths = ssl.get_default_verify_paths()
    known = any(path and Path(path).exists() for path in (paths.cafile, paths.capath))
    context = ssl.create_default_context(cafile=None if known else certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


def looked_up(name: str, port: int) -> list[str]:
    """The addresses of the name, as this machine finds them: files, search domains, name servers.

    Spellings such as 2130706433 or 0x7f.1 become the address that the system takes them for.
    """
    found = socket.getaddrinfo(name.encode("ascii"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def dialled(host: Host, port: int, seconds: float) -> socket.socket:
    """A connection to that machine. No name is involved, so nothing is looked up."""
    family = socket.AF_INET if host.version == 4 else socket.AF_INET6
    line = socket.socket(family, socket.SOCK_STREAM)
    try:
        line.settimeout(seconds)
        line.connect((str(host), port))
    except BaseException:
        line.close()
        raise
    return line


@dataclass(frozen=True, slots=True)
class Internet:
    """How pages are reached; tests put a table, a local server or a liar in place of a part."""

    ports: frozenset[int] = frozenset(PORTS.values())
    why_not: Callable[[Host], str] = why_not_public
    resolve: Resolve = looked_up
    dial: Callable[[Host, int, float], socket.socket] = dialled
    tls: Callable[[], ssl.SSLContext] = field(default=tls_context)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment, on the monotonic clock, at which a fetch with all its redirects is given up."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    def within(self, seconds: float) -> float:
        """So many seconds or what is left; raises TimeoutError when nothing is left."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError("no time is left")
        return min(seconds, left)


class Line(io.RawIOBase):
    """An open connection, read raw: every byte is counted, and every wait ends at the deadline."""

    def __init__(self, line: socket.socket, deadline: Deadline, most: int) -> None:
        super().__init__()
        self.line, self.deadline, self.most = line, deadline, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]  # as RawIOBase
        self.line.settimeout(self.deadline.within(READ_SECONDS))
        count = self.line.recv_into(buffer)
        self.most -= count
        if self.most < 0:
            raise OverflowError("more bytes than allowed")
        return count

    def send(self, data: bytes) -> None:
        self.line.settimeout(self.deadline.within(READ_SECONDS))
        self.line.sendall(data)

    def makefile(self, *_mode: str) -> io.BufferedReader:
        """What `http.client` asks a socket for."""
        return io.BufferedReader(self)


@contextlib.contextmanager
def connection(
    address: Address, internet: Internet, deadline: Deadline, *, most: int
) -> Iterator[Line]:
    """A line to the address's site that carries at most so many bytes; closed on leaving."""
    hosts = judged(address, internet, deadline)
    with reached(hosts, address, internet, deadline) as plain:
        judge_peer(plain, hosts, internet)
        if address.scheme == "http":
            yield Line(plain, deadline, most)
            return
        plain.settimeout(deadline.within(READ_SECONDS))
        with internet.tls().wrap_socket(plain, server_hostname=address.host) as secure:
            yield Line(secure, deadline, most)


def judged(address: Address, internet: Internet, deadline: Deadline) -> list[Host]:
    """The site's machines. One that is not public refuses the name: that is no accident."""
    hosts = [host_of(text) for text in resolved(address, internet, deadline)]
    for host in hosts:
        if why := internet.why_not(host):
            raise IngestError(
                f"{address.host} leads to {why}, not to the public internet, and is not fetched. "
                f"{PASTE}"
            )
    return hosts[:MACHINES]


def resolved(address: Address, internet: Internet, deadline: Deadline) -> list[str]:
    """Asked in a thread that is left behind if no answer comes: a look-up has no time limit."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(internet.resolve(address.host, address.port))
        except (OSError, ValueError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.within(READ_SECONDS))
    except queue.Empty as error:
        raise TimeoutError("the name was not found in time") from error
    if isinstance(answer, Exception) or not answer:
        raise IngestError(
            f"There is no site called {address.host}, or its name cannot be looked up from here. "
            "Check the address."
        )
    return answer


def reached(
    hosts: list[Host], address: Address, internet: Internet, deadline: Deadline
) -> socket.socket:
    """A connection to the first machine that answers; raises the last one's OSError."""
    fault = OSError("no machine")
    for host in hosts:
        try:
            return internet.dial(host, address.port, deadline.within(CONNECT_SECONDS))
        except OSError as error:
            fault = error
    raise fault


def judge_peer(line: socket.socket, hosts: list[Host], internet: Internet) -> None:
    """Whoever answers must be one of the machines that were judged, and public."""
    peer = host_of(line.getpeername()[0])
    if peer not in hosts or internet.why_not(peer):
        raise IngestError(f"Another machine answered than the one that was asked. {PASTE}")
