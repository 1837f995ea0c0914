"""The sample articles."""

import hashlib
import io

import pytest
from django.core.management import call_command

from articles.models import Article, Revision

SAMPLE = "000_59c9994170724e71.txt"


@pytest.mark.django_db
def test_it_loads_every_sample_once_and_the_users_own_stands_on_top() -> None:
    for _ in range(2):
        err = io.StringIO()
        call_command("seed", verbosity=0, stderr=err)
        assert err.getvalue() == ""
    assert Article.objects.count() == Revision.objects.count() >= 6
    first = Article.objects.for_library()[0]
    assert first.revision.original_name == SAMPLE


@pytest.mark.django_db
def test_the_users_sample_is_kept_byte_for_byte() -> None:
    call_command("seed", verbosity=0)
    revision = Revision.objects.get(original_name=SAMPLE)
    digest = hashlib.sha256(revision.original.read()).hexdigest()
    assert digest == "7f9c9e6bd774d19465fc33fe5cc6da4934cdd0a2e124b29e5a4fa95e393709fb"
    assert revision.text.startswith("Satellite Images Reveal")
