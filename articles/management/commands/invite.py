"""`manage.py invite NAME`: a sign-in link for a new person, or a new link for one who is known."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse

from articles.models import User
from articles.services import accounts


class Command(BaseCommand):
    help = "Print a one-time sign-in link; the person gets the given role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--role", choices=User.Role.values, default=User.Role.ANALYST)
        parser.add_argument("--address", default="http://localhost:8000", help="where the site is")

    def handle(self, *args: Any, **options: Any) -> None:
        user = accounts.invite(options["name"], role=options["role"])
        link = reverse("sign-in-link", args=[accounts.sign_in_token(user)])
        self.stdout.write(f"{user.get_username()} ({user.role}): {options['address']}{link}")
