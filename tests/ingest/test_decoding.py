import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.decoding import declared_encoding, decode, in_utf8

SAID = "“It’s over,” said Zoë Ångström – at last."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(SAID.encode(), SAID, id="UTF-8"),
        pytest.param(SAID.encode("utf-8-sig"), SAID, id="UTF-8 with a mark"),
        pytest.param(SAID.encode("utf-16"), SAID, id="UTF-16 with a mark"),
        pytest.param(b"\xfe\xff" + SAID.encode("utf-16-be"), SAID, id="UTF-16, big end first"),
        pytest.param(SAID.encode("utf-32"), SAID, id="UTF-32 with a mark"),
        pytest.param(SAID.encode("cp1252"), SAID, id="Windows-1252"),
        pytest.param(
            b'<meta charset="iso-8859-1">' + SAID.encode("cp1252"),
            '<meta charset="iso-8859-1">' + SAID,
            id="Windows-1252 that calls itself Latin-1",
        ),
        pytest.param(
            '<meta charset="koi8-r">Мэр сказал'.encode("koi8-r"),
            '<meta charset="koi8-r">Мэр сказал',
            id="declared",
        ),
        pytest.param(
            "<meta charset=klingon>Zoë".encode("cp1252"), "<meta charset=klingon>Zoë", id="unknown"
        ),
        pytest.param(
            "<meta charset=hex>Zoë".encode("cp1252"), "<meta charset=hex>Zoë", id="no text encoding"
        ),
        pytest.param((SAID * 3).encode() + b"\xff", SAID * 3 + "\ufffd", id="UTF-8 with damage"),
        pytest.param(b"smile \xed\xa0\xbd", "smile \ud83d", id="lone surrogate"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_it_reads(data: bytes, text: str) -> None:
    assert decode(data) == text


@given(st.binary(max_size=200))
def test_it_never_fails(data: bytes) -> None:
    assert isinstance(decode(data), str)


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("“é”".encode("cp1252"), "iso-8859-1", "“é”"),
        ("привет".encode("koi8-r"), "koi8-r", "привет"),
        ("hé".encode("utf-16-le"), "utf-16le", "hé"),
        ("“é”".encode(), "iso-8859-1", "“é”"),
        ("\ufeff“é”".encode("utf-16"), "iso-8859-1", "“é”"),
    ],
)
def test_a_charset_that_a_site_declares_counts_where_the_bytes_do_not_tell(
    data: bytes, charset: str, text: str
) -> None:
    assert decode(in_utf8(data, charset)).lstrip("\ufeff") == text


@pytest.mark.parametrize(
    "charset",
    ["", "no-such", "idna", "punycode", "utf-7", "unicode_escape", "hex", "rot13", "\x00", "utf-8"],
)
def test_a_charset_that_no_page_has_changes_nothing(charset: str) -> None:
    data = b"caf\xe9 +ADw- \\u0041 xn--a" * 1000
    assert in_utf8(data, charset) == data


@pytest.mark.parametrize("name", ["idna", "punycode", "utf-7", "unicode_escape"])
def test_an_encoding_that_is_none_for_pages_is_not_taken_at_its_word(name: str) -> None:
    assert declared_encoding(f"<meta charset={name}>".encode()) == ""
