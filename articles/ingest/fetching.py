"""Fetches the one page that a person asks for: no crawling, no cookies, no sign-in, no proxy."""

from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, IncompleteRead
from ssl import SSLCertVerificationError, SSLError
from typing import Any, cast

from articles.ingest import refusals
from articles.ingest.addresses import Address, redirected_address, typed_address
from articles.ingest.connecting import Deadline, Internet, Line, connection
from articles.ingest.document import IngestError
from articles.ingest.unpacking import ACCEPTED, Damaged, TooLarge, unpacked

REDIRECTS = 5
REDIRECTING = frozenset((301, 302, 303, 307, 308))
CHUNK = 65_536
HEAD_BYTES = 200_000  # of an answer's head, and of what encryption and chunking add to the body
NAME = "Newsreader"
WANTED = (
    "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.1",
    "en, *;q=0.5",
)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """`seconds` are for one fetch with all its redirects; `bytes` for the page, once unpacked."""

    seconds: int = 15
    bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as its site sent it, unpacked but otherwise untouched.

    `address` is where it was in the end; `charset` and `media_type` are what the site says, ""
    where it says nothing.
    """

    data: bytes
    address: Address
    media_type: str
    charset: str
    redirects: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a site: a page, or where else to ask (`location`)."""

    data: bytes = b""
    media_type: str = ""
    charset: str = ""
    location: str = ""


def fetch(
    typed: str, *, limits: FetchLimits, internet: Internet | None = None, contact: str = ""
) -> Fetched:
    """The page at the address; raises IngestError, which says what is wrong and what to do.

    `contact` tells the site whom to ask about this program.
    """
    internet = internet or Internet()
    address = typed_address(typed, ports=internet.ports)
    deadline = Deadline.after(limits.seconds)
    asked: list[Address] = []
    while True:
        answer = answered(address, limits, internet, deadline, contact)
        if not answer.location:
            refusals.refuse_moved(asked, address)
            return Fetched(answer.data, address, answer.media_type, answer.charset, tuple(asked))
        asked.append(address)
        address = redirected_address(address, answer.location, ports=internet.ports)
        refusals.refuse_circle(asked, address, most=REDIRECTS)


def answered(
    address: Address,
    limits: FetchLimits,
    internet: Internet,
    deadline: Deadline,
    contact: str,
) -> Answer:
    """What the site answers; every fault of the way there becomes a sentence for the reader."""
    try:
        with connection(address, internet, deadline, most=limits.bytes + HEAD_BYTES) as line:
            line.send(request(address, contact))
            return read_answer(line, address, limits)
    except TimeoutError as error:
        raise IngestError(refusals.too_slow(address, limits.seconds)) from error
    except (TooLarge, OverflowError) as error:
        raise IngestError(refusals.too_large(address, limits.bytes)) from error
    except SSLCertVerificationError as error:
        raise IngestError(refusals.untrusted(address, error.verify_message)) from error
    except SSLError as error:
        raise IngestError(refusals.no_secure_line(address)) from error
    except (Damaged, IncompleteRead) as error:
        raise IngestError(refusals.broken_off(address)) from error
    except (HTTPException, ValueError) as error:  # a chunk of negative length, say
        raise IngestError(refusals.no_web_server(address)) from error
    except OSError as error:
        raise IngestError(refusals.unreachable(address)) from error


def request(address: Address, contact: str) -> bytes:
    accept, languages = WANTED
    about = "".join(letter for letter in contact if " " <= letter <= "~" and letter not in "()")
    lines = (
        f"GET {address.target} HTTP/1.1",
        f"Host: {address.authority}",
        f"User-Agent: {NAME} ({f'+{about}; ' if about else ''}one page, asked for by a person)",
        f"Accept: {accept}",
        f"Accept-Encoding: {ACCEPTED}",
        f"Accept-Language: {languages}",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode("ascii")


def read_answer(line: Line, address: Address, limits: FetchLimits) -> Answer:
    with HTTPResponse(cast("Any", line), method="GET") as response:
        response.begin()
        location = header(response, "Location")
        if response.status in REDIRECTING and location:
            return Answer(location=location)
        refusals.refuse_status(address, response.status, header(response, "Retry-After"))
        media_type = header(response, "Content-Type").partition(";")[0].strip().lower()
        refusals.refuse_media_type(address, media_type)
        if (response.length or 0) > limits.bytes:
            raise TooLarge
        encoding = header(response, "Content-Encoding")
        data = unpacked(chunks(response), encoding=encoding, most=limits.bytes)
        return Answer(data, media_type, charset_in(header(response, "Content-Type")))


def header(response: HTTPResponse, name: str) -> str:
    """The header, which some sites write in UTF-8 although it should be encoded."""
    value = str(response.headers.get(name) or "")
    return value.encode("latin-1", "replace").decode("utf-8", "replace").strip()


def charset_in(content_type: str) -> str:
    """ "iso-8859-1" from "text/html; charset='ISO-8859-1'"."""
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \t\"'").lower()[:40]
    return ""


def chunks(response: HTTPResponse) -> Iterator[bytes]:
    """The body as it arrives; one that is shorter than announced is an error, not an article."""
    while data := response.read(CHUNK):
        yield data
    if response.length:
        raise Damaged("shorter than announced")
