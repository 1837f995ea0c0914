"""`manage.py serve`: the whole program with one command, supervised until Ctrl-C."""

import signal
import socket
import sys
import time
import urllib.request
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from articles.models import User
from articles.services import accounts
from newsreader.supervisor import Child, Supervisor

FIRST_PERSON = "editor"
PATIENCE = 30.0  # seconds for the web server to answer before that is said
HERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (named, not bound)


class Command(BaseCommand):
    help = "Migrate, load the sample articles, then run the web server and the annotators."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_taken_port(host, port)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("seed", verbosity=0)
        children = [web(host, port), *(worker(number) for number in range(settings.WORKERS))]
        greeting = Greeting(address_of(host, port), self.first_person(), self.stdout.write)
        Supervisor(children).run(on_tick=greeting.look)
        self.stdout.write("Stopped.")

    def first_person(self) -> User:
        """An editor to sign in as: whoever came first, or a new one on a fresh database."""
        people = get_user_model().objects.filter(role=User.Role.EDITOR, is_active=True)
        first = people.order_by("pk").first()
        return first or accounts.invite(FIRST_PERSON, role=User.Role.EDITOR)


class Greeting:
    """Prints where the site is and how to sign in, once it answers; says so if it does not."""

    def __init__(self, address: str, user: User, write: Callable[[str], object]) -> None:
        self.address = address
        self.user = user
        self.write = write
        self.given_up_at = time.monotonic() + PATIENCE
        self.is_over = False

    def look(self) -> None:
        if self.is_over:
            return
        if answers(f"{self.address}{reverse('healthz')}"):
            self.is_over = True
            self.greet()
        elif time.monotonic() > self.given_up_at:
            self.is_over = True
            self.write(
                f"The web server does not answer at {self.address} yet; the lines above say why.\n"
                "If the host is not this machine's own, name it in ALLOWED_HOSTS."
            )

    def greet(self) -> None:
        link = reverse("sign-in-link", args=[accounts.sign_in_token(self.user)])
        hours = settings.SIGN_IN_LINK_HOURS
        self.write(
            f"\nNewsreader runs at {self.address}/\n"
            f"Sign in as {self.user.get_username()}, once, within {hours} hours:\n"
            f"  {self.address}{link}\n"
            "Ctrl-C stops it.\n"
        )
        sys.stdout.flush()


def port_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"{text!r} is not a port: choose a number from 1 to 65535")
    return int(text)


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror or error}). "
                f"Another program may be using it: try `make run PORT={port % 60000 + 1}`."
            ) from error


def address_of(host: str, port: int) -> str:
    reachable = HERE.get(host, host)
    name = "localhost" if reachable == "127.0.0.1" else reachable
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=1).close()  # noqa: S310 (our own address)
    except OSError:
        return False
    return True


def web(host: str, port: int) -> Child:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", host, "--port", str(port), "--no-ws", "--blocking-threads", "4"]
    command += ["--log-level", "warning", "--respawn-failed-workers"]
    return Child("web", [*command, "newsreader.wsgi:application"])


def worker(number: int) -> Child:
    """Killed outright when orphaned: it would finish its article first, beside its successor."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"]
    return Child(f"worker {number + 1}", command, orphan_signal=signal.SIGKILL)
