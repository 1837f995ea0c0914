"""A web server on this machine that answers each path as a test says, byte by byte if it likes."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from ssl import SSLContext

from articles.ingest.connecting import Internet, looked_up
from articles.ingest.networks import Host, why_not_public

Answer = bytes | Callable[[socket.socket], None]
STORY = (
    "<!doctype html><html><head><title>Harbour reopens</title></head><body><article>"
    "<h1>Harbour reopens</h1>"
    + "<p>The harbour is open again, said Ann Reyes, who runs it.</p>" * 8
    + "</article></body></html>"
).encode()


def page(
    body: bytes = STORY, *headers: str, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    """An answer with its length; further headers are given as they stand on the line."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}")
    return "\r\n".join((*lines, *headers, "", "")).encode() + body


def sent_on(location: str, status: str = "302 Found") -> bytes:
    lines = (f"HTTP/1.1 {status}", f"Location: {location}", "Content-Length: 0", "", "")
    return "\r\n".join(lines).encode()


@dataclass
class Site:
    """The answers by path, and the requests that came."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def at(self, path: str, host: str = "harbour.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def internet(self, **names: str | list[str]) -> Internet:
        """This machine plays the public internet: all names in .example lead to it, or as given.

        Numbers lead where the system takes them.
        """

        def resolve(name: str, port: int) -> list[str]:
            if not name.endswith(".example"):
                return looked_up(name, port)
            found = names.get(name.partition(".")[0], "127.0.0.1")
            return found if isinstance(found, list) else [found]

        return Internet(frozenset((self.port, 80, 443)), but_this_machine, resolve)

    def answer(self, line: socket.socket) -> None:
        with line:
            line.settimeout(10)
            head = b""
            while not head.startswith(b"\x16") and b"\r\n\r\n" not in head:  # or a TLS greeting
                more = line.recv(4096)
                if not more:
                    break
                head += more
            self.requests.append(head.decode("latin-1"))
            path = self.requests[-1].partition(" ")[2].partition(" ")[0]
            answer = self.answers.get(path, page(b"", status="404 Not Found"))
            if isinstance(answer, bytes):
                line.sendall(answer)
            else:
                answer(line)


def but_this_machine(host: Host) -> str:
    return "" if host == ip_address("127.0.0.1") else why_not_public(host)


@contextmanager
def serving(tls: SSLContext | None = None) -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        site = Site(server.getsockname()[1])

        def listen() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return  # the test is over
                threading.Thread(target=talk, args=[line], daemon=True).start()

        def talk(line: socket.socket) -> None:
            try:
                site.answer(tls.wrap_socket(line, server_side=True) if tls else line)
            except (OSError, ValueError):
                line.close()  # the client has had enough

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        try:
            yield site
        finally:
            server.shutdown(socket.SHUT_RDWR)
            listener.join(5)
