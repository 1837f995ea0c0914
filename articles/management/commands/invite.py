"""`manage.py invite NAME`: a sign-in link for a new person, or a new link for one who is known."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from articles.models import User
from articles.services import accounts


class Command(BaseCommand):
    help = "Print a one-time sign-in link; with --role the person gets that role (analyst if new)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--role", choices=User.Role.values)
        parser.add_argument("--address", default="http://localhost:8000", help="where the site is")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = accounts.invite(options["name"], role=options["role"])
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        link = reverse("sign-in-link", args=[accounts.sign_in_token(user)])
        self.stdout.write(f"{user.get_username()} ({user.role}): {options['address']}{link}")
