"""The body of an answer, unpacked as it arrives: never more in memory than is allowed."""

import zlib
from collections.abc import Iterable

GZIP, DEFLATE = "gzip", "deflate"
GZIP_START = b"\x1f\x8b"
MEMBERS = 100  # gzip files in one body
ACCEPTED = f"{GZIP}, {DEFLATE}"


class TooLarge(Exception):
    """The body is larger than allowed, as sent or once unpacked."""


class Damaged(Exception):
    """The body is packed in an unknown way, or ends before it should."""


def unpacked(chunks: Iterable[bytes], *, encoding: str, most: int) -> bytes:
    """All of the body; `encoding` is the answer's Content-Encoding."""
    steps = [name for part in encoding.lower().split(",") if (name := part.strip()) != "identity"]
    steps = [name for name in steps if name]
    if not steps:
        return _joined(chunks, most)
    if steps not in ([GZIP], ["x-gzip"], [DEFLATE]):
        raise Damaged(f"packed as {encoding[:40]!r}")
    try:
        return _inflated(chunks, steps[0], most)
    except zlib.error as error:
        raise Damaged("not what it says") from error


def _joined(chunks: Iterable[bytes], most: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise TooLarge
    return bytes(body)


def _inflated(chunks: Iterable[bytes], step: str, most: int) -> bytes:
    """A deflate stream, with or without its header, or gzip files one after the other.

    What follows the end and is neither is padding, as browsers take it.
    """
    body, inflate, members = bytearray(), None, 0
    for chunk in chunks:
        rest = chunk
        while rest:
            if inflate is None or inflate.eof:
                if members and (step == DEFLATE or not rest.startswith(GZIP_START)):
                    break
                members += 1
                inflate = zlib.decompressobj(_window(step, rest))
            body += inflate.decompress(rest, most + 1 - len(body))
            if len(body) > most or members > MEMBERS:
                raise TooLarge
            rest = inflate.unused_data
    if inflate is not None and not inflate.eof:
        raise Damaged("ends too early")
    return bytes(body)


def _window(step: str, start: bytes) -> int:
    """zlib's way to say what kind of stream begins with these bytes."""
    if step != DEFLATE:
        return 16 + zlib.MAX_WBITS
    has_header = start[0] & 0x0F == 8 and (len(start) < 2 or not int.from_bytes(start[:2]) % 31)
    return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
