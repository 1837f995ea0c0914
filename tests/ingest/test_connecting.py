"""Names that lie, machines that are not who was asked, certificates that do not hold."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from articles.ingest.connecting import Internet, dialled, looked_up, tls_context
from articles.ingest.document import IngestError
from articles.ingest.fetching import FetchLimits, fetch
from articles.ingest.networks import Host
from tests.ingest.serving import STORY, Site, page, sent_on, serving

LIMITS = FetchLimits(seconds=5, bytes=1_000_000)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.answers["/story"] = page()
        yield site


class TestNames:
    @pytest.mark.parametrize(
        "found",
        [
            ["10.0.0.1"],
            ["127.0.0.2"],
            ["127.0.0.1", "10.0.0.1"],
            ["::1", "127.0.0.1"],
            ["127.0.0.1", "64:ff9b::a00:1"],
            ["127.0.0.1"] * 9 + ["169.254.169.254"],
        ],
    )
    def test_one_inner_machine_refuses_the_whole_name(self, site: Site, found: list[str]) -> None:
        with pytest.raises(IngestError, match="not to the public internet"):
            fetch(site.at("/story"), limits=LIMITS, internet=site.internet(harbour=found))
        assert site.requests == []

    def test_a_name_is_looked_up_once_and_cannot_lead_elsewhere_after_it_was_judged(
        self, site: Site
    ) -> None:
        asked, dialled_hosts = [], []

        def turncoat(name: str, _port: int) -> list[str]:
            asked.append(name)
            return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

        def dial(host: Host, port: int, seconds: float) -> socket.socket:
            dialled_hosts.append(str(host))
            return dialled(host, port, seconds)

        internet = replace(site.internet(), resolve=turncoat, dial=dial)
        assert fetch(site.at("/story"), limits=LIMITS, internet=internet).data == STORY
        assert (asked, dialled_hosts) == (["harbour.example"], ["127.0.0.1"])

    def test_a_redirect_to_the_same_name_is_judged_anew(self, site: Site) -> None:
        answers = iter((["127.0.0.1"], ["10.0.0.1"]))
        internet = replace(site.internet(), resolve=lambda name, port: next(answers))
        site.answers["/old"] = sent_on("/story")
        with pytest.raises(IngestError, match="leads to a private network"):
            fetch(site.at("/old"), limits=LIMITS, internet=internet)
        assert len(site.requests) == 1

    @pytest.mark.parametrize("fault", [socket.gaierror(-2, "unknown"), OSError(), UnicodeError()])
    def test_a_name_that_nobody_knows_is_said(self, site: Site, fault: Exception) -> None:
        def unknown(name: str, port: int) -> list[str]:
            raise fault

        internet = replace(site.internet(), resolve=unknown)
        with pytest.raises(IngestError, match="no site called harbour"):
            fetch(site.at("/story"), limits=LIMITS, internet=internet)

    def test_a_look_up_that_hangs_is_given_up_in_time(self, site: Site) -> None:
        def hangs(name: str, port: int) -> list[str]:
            time.sleep(3)
            return ["127.0.0.1"]

        began = time.monotonic()
        internet = replace(site.internet(), resolve=hangs)
        with pytest.raises(IngestError, match="in time"):
            fetch(site.at("/story"), limits=FetchLimits(seconds=1), internet=internet)
        assert time.monotonic() - began < 2.9

    def test_the_system_s_own_answers_are_taken_as_they_are(self) -> None:
        assert looked_up("127.0.0.1", 80) == ["127.0.0.1"]
        assert looked_up("::1", 80) == ["::1"]


class TestMachines:
    @pytest.mark.parametrize("elsewhere", ["93.184.216.34", "8.8.8.8"])
    def test_another_machine_than_the_one_asked_is_refused_before_a_word_is_said(
        self, site: Site, elsewhere: str
    ) -> None:
        def diverted(_host: Host, port: int, seconds: float) -> socket.socket:
            return socket.create_connection(("127.0.0.1", port), seconds)

        internet = replace(site.internet(harbour=elsewhere), dial=diverted)
        with pytest.raises(IngestError, match="Another machine answered"):
            fetch(site.at("/story"), limits=LIMITS, internet=internet)
        assert site.requests in ([], [""])

    def test_an_inner_machine_is_refused_even_if_its_name_was_let_through(self, site: Site) -> None:
        verdicts = iter(("", "this machine"))
        internet = replace(site.internet(), why_not=lambda host: next(verdicts))
        with pytest.raises(IngestError, match="Another machine answered"):
            fetch(site.at("/story"), limits=LIMITS, internet=internet)
        assert site.requests in ([], [""])

    def test_the_next_machine_is_asked_when_one_does_not_answer(self, site: Site) -> None:
        tried = []

        def dial(host: Host, port: int, seconds: float) -> socket.socket:
            tried.append(str(host))
            if len(tried) < 3:
                raise ConnectionRefusedError
            return dialled(host, port, seconds)

        found = ["127.0.0.1"] * 3
        internet = replace(site.internet(harbour=found), dial=dial)
        assert fetch(site.at("/story"), limits=LIMITS, internet=internet).data == STORY
        assert len(tried) == 3

    def test_nobody_there_is_said(self, site: Site) -> None:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        internet = replace(site.internet(), ports=frozenset((port,)))
        with pytest.raises(IngestError, match="cannot be reached from here"):
            fetch(f"http://harbour.example:{port}/", limits=LIMITS, internet=internet)

    def test_the_real_internet_has_no_way_to_this_machine(self, site: Site) -> None:
        real = Internet(ports=frozenset((site.port,)))
        for host in ("127.0.0.1", "localhost", "127.1", "[::ffff:127.0.0.1]", "0"):
            with pytest.raises(IngestError, match="leads to this machine"):
                fetch(f"http://{host}:{site.port}/story", limits=LIMITS, internet=real)
        with pytest.raises(IngestError, match="not fetched from port"):
            fetch(site.at("/story", "127.0.0.1"), limits=LIMITS)
        assert site.requests == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for harbour.example that vouches for itself, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl on this machine to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "harbour.pem"
    words = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=harbour.example -out {path}"
    made = f"{words} -keyout {path}.key -addext subjectAltName=DNS:harbour.example"
    subprocess.run([openssl, *made.split()], check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.key").read_text())
    return path


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as site:
        site.answers["/story"] = page()
        yield site


class TestSecureLines:
    @pytest.fixture
    def trusting(self, secure_site: Site, certificate: Path) -> Internet:
        """An internet on which the certificate is one of those that are trusted."""

        def context() -> ssl.SSLContext:
            made = tls_context()
            made.load_verify_locations(certificate)
            return made

        return replace(secure_site.internet(), tls=context)

    def test_a_page_comes_over_a_line_whose_certificate_holds(
        self, secure_site: Site, trusting: Internet
    ) -> None:
        address = secure_site.at("/story", scheme="https")
        assert fetch(address, limits=LIMITS, internet=trusting).data == STORY

    def test_a_certificate_of_another_name_is_refused(
        self, secure_site: Site, trusting: Internet
    ) -> None:
        address = secure_site.at("/story", "bank.example", scheme="https")
        with pytest.raises(IngestError, match=r"certificate of bank\.example is not valid"):
            fetch(address, limits=LIMITS, internet=trusting)
        assert secure_site.requests == []

    def test_a_certificate_that_nobody_vouches_for_is_refused(self, secure_site: Site) -> None:
        address = secure_site.at("/story", scheme="https")
        with pytest.raises(IngestError, match=r"self-signed.*may be someone else"):
            fetch(address, limits=LIMITS, internet=secure_site.internet())
        assert secure_site.requests == []

    def test_a_site_that_speaks_in_the_clear_is_refused(self, site: Site) -> None:
        address = site.at("/story", scheme="https")
        with pytest.raises(IngestError, match="No secure connection"):
            fetch(address, limits=LIMITS, internet=site.internet())

    def test_a_greeting_that_never_comes_is_given_up_in_time(self, site: Site) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
            internet = replace(site.internet(), ports=frozenset((port,)))
            began = time.monotonic()
            with pytest.raises(IngestError, match="in time"):
                fetch(
                    f"https://harbour.example:{port}/",
                    limits=FetchLimits(seconds=1),
                    internet=internet,
                )
            assert time.monotonic() - began < 2.9
