"""`manage.py serve`: the whole program with one command, supervised until Ctrl-C."""

import socket
import sys
import time
import urllib.request
from argparse import ArgumentParser
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


class Command(BaseCommand):
    help = "Migrate, load the sample articles, then run the web server and the annotators."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        self.refuse_taken_port(host, port)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("seed", verbosity=0)
        user = self.first_person()
        link = reverse("sign-in-link", args=[accounts.sign_in_token(user)])
        address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"
        children = [web(host, port), *(worker(number) for number in range(settings.WORKERS))]
        Supervisor(children).run(on_start=lambda: self.greet(address, link, user))
        self.stdout.write("Stopped.")

    def refuse_taken_port(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except (OSError, OverflowError) as error:
                raise CommandError(
                    f"Port {port} on {host} cannot be used ({error}). "
                    f"Another program may be using it: try `make run PORT={port % 60000 + 1}`."
                ) from error

    def first_person(self) -> User:
        """An editor to sign in as: whoever came first, or a new one on a fresh database."""
        people = get_user_model().objects.filter(role=User.Role.EDITOR, is_active=True)
        first = people.order_by("pk").first()
        return first or accounts.invite(FIRST_PERSON, role=User.Role.EDITOR)

    def greet(self, address: str, link: str, user: User) -> None:
        wait_for(f"{address}{reverse('healthz')}")
        self.stdout.write(
            f"\nNewsreader runs at {address}/\n"
            f"Sign in as {user.get_username()}, once, within {settings.SIGN_IN_LINK_HOURS} hours:\n"
            f"  {address}{link}\n"
            "Ctrl-C stops it.\n"
        )
        self.stdout.flush()


def web(host: str, port: int) -> Child:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", host, "--port", str(port), "--no-ws", "--blocking-threads", "4"]
    command += ["--log-level", "warning", "--respawn-failed-workers"]
    return Child("web", [*command, "newsreader.wsgi:application"])


def worker(number: int) -> Child:
    return Child(
        f"worker {number + 1}", [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"]
    )


def wait_for(url: str) -> None:
    """Return when the web server answers, or after some seconds: the link is good either way."""
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=1).close()  # noqa: S310 (our own address)
        except OSError:
            time.sleep(0.1)
        else:
            return
