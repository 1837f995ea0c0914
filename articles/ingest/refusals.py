"""Why a page could not be fetched, in sentences that say what to do instead."""

import re
from collections.abc import Sequence

from articles.ingest.addresses import Address
from articles.ingest.connecting import PASTE
from articles.ingest.document import IngestError

SAVE = "Open it in your browser, then paste the text or save the page and upload the file."
LATER = "Try again later, or open it in a browser and paste the text."
FOR_PEOPLE = frozenset((401, 402, 403, 407, 451))
GONE = frozenset((404, 410))
BUSY = frozenset((429, 503))
READABLE = frozenset(
    (
        "",
        "application/octet-stream",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/x-pdf",
        "application/xhtml+xml",
        "binary/octet-stream",
    )
)
NOT_TEXT = frozenset(("text/css", "text/javascript", "text/calendar", "text/vcard"))
KINDS = (
    ("image/", "a picture"),
    ("video/", "a film"),
    ("audio/", "a sound recording"),
    ("application/rss", "a feed"),
    ("application/atom", "a feed"),
    ("application/json", "data for programs"),
    ("application/zip", "an archive"),
)


def refuse_status(address: Address, status: int, retry_after: str) -> None:
    """Raises IngestError unless the answer holds a whole page."""
    if status in {200, 203}:
        return
    if status in FOR_PEOPLE:
        says = f"does not give this page to programs, or only after signing in ({status}). {SAVE}"
    elif status in GONE:
        says = f"has no page at this address ({status}). Check the address, or search the site."
    elif status in BUSY:
        says = f"asks not to be asked now ({status}). {_when(retry_after)}"
    elif 500 <= status < 600:
        says = f"has a fault of its own ({status}). {LATER}"
    elif 300 <= status < 400:
        says = f"sends on to nowhere ({status}). {SAVE}"
    else:
        says = f"gave an answer without a page ({status}). {SAVE}"
    raise IngestError(f"{address.host} {says}")


def refuse_media_type(address: Address, media_type: str) -> None:
    """Raises IngestError for what is plainly no article; what is unclear, its bytes will tell."""
    is_text = media_type.startswith("text/") and media_type not in NOT_TEXT
    if is_text or media_type in READABLE:
        return
    kind = next((kind for start, kind in KINDS if media_type.startswith(start)), "")
    what = kind or f"something else ({media_type[:60]})"
    raise IngestError(
        f"At this address {address.host} has {what}, not an article. "
        "Give the address of the article's own page."
    )


def refuse_circle(asked: Sequence[Address], address: Address, *, most: int) -> None:
    if address in asked:
        raise IngestError(
            f"{address.host} sends on in a circle, as sites do that need cookies. {SAVE}"
        )
    if len(asked) > most:
        raise IngestError(f"The address leads on to others more than {most} times. {SAVE}")


def refuse_moved(asked: Sequence[Address], address: Address) -> None:
    """Sites send on to their front page from articles that they no longer have."""
    if asked and address.is_front_page and not asked[0].is_front_page:
        raise IngestError(
            f"The address leads to the front page of {address.host}: the article seems to be gone. "
            "Check the address, or search the site."
        )


def too_slow(address: Address, seconds: int) -> str:
    return f"{address.host} did not send the page in time (at most {seconds} seconds). {LATER}"


def too_large(address: Address, most: int) -> str:
    return f"The page at {address.host} is larger than {most / 1e6:,.1f} MB. {PASTE}"


def untrusted(address: Address, why: str) -> str:
    return (
        f"The certificate of {address.host} is not valid ({why}): whoever answers may be someone "
        f"else. If you know the site, open it in a browser and paste the text."
    )


def no_secure_line(address: Address) -> str:
    return f"No secure connection to {address.host} could be made. {PASTE}"


def broken_off(address: Address) -> str:
    return f"The page from {address.host} arrived damaged or broke off. {LATER}"


def no_web_server(address: Address) -> str:
    return f"{address.host} does not answer as a web site does. Check the address."


def unreachable(address: Address) -> str:
    return f"{address.host} cannot be reached from here, or breaks connections off. {LATER}"


def _when(retry_after: str) -> str:
    """`Retry-After` in minutes, rounded up, if it gives up to a day of seconds."""
    if not re.fullmatch("[1-9][0-9]{0,4}", retry_after):
        return LATER
    return f"Try again in {-(-int(retry_after) // 60)} min, or paste the text."
