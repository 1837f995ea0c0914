"""Bodies of answers, unpacked within a limit."""

import contextlib
import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.unpacking import Damaged, TooLarge, unpacked

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "": bytes,
}


@given(
    body=st.binary(max_size=500),
    cut=st.integers(1, 40),
    encoding=st.sampled_from(sorted(PACKERS)),
)
def test_it_gives_back_what_was_packed_however_it_arrives(
    body: bytes, cut: int, encoding: str
) -> None:
    packed = PACKERS[encoding](body)
    chunks = [packed[at : at + cut] for at in range(0, len(packed), cut)]
    assert unpacked(chunks, encoding=encoding, most=500) == body


@given(body=st.binary(min_size=2, max_size=500), encoding=st.sampled_from(sorted(PACKERS)))
def test_one_byte_too_many_is_too_many(body: bytes, encoding: str) -> None:
    packed = PACKERS[encoding](body)
    assert unpacked([packed], encoding=encoding, most=len(body)) == body
    with pytest.raises(TooLarge):
        unpacked([packed], encoding=encoding, most=len(body) - 1)


@given(body=st.binary(min_size=20, max_size=500), missing=st.integers(1, 8))
def test_a_file_without_its_end_is_damaged(body: bytes, missing: int) -> None:
    with pytest.raises(Damaged):
        unpacked([gzip.compress(body)[:-missing]], encoding="gzip", most=500)


@given(noise=st.binary(max_size=300), encoding=st.sampled_from(["gzip", "deflate", "br", "x", ","]))
def test_noise_is_unpacked_or_refused(noise: bytes, encoding: str) -> None:
    with contextlib.suppress(Damaged, TooLarge):
        assert len(unpacked([noise], encoding=encoding, most=1000)) <= 1000


def test_no_more_is_unpacked_than_allowed() -> None:
    bomb = gzip.compress(bytes(200_000_000))
    with pytest.raises(TooLarge):
        unpacked([bomb], encoding="gzip", most=1000)
    assert len(bomb) < 300_000
