"""Combinations of settings that would fail later are refused at start, with what to do."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def lease_outlives_its_heartbeat(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.ANNOTATE_MAX_SECONDS > settings.LEASE_SECONDS:
        return []
    return [
        Error(
            "ANNOTATE_MAX_SECONDS must be longer than LEASE_SECONDS.",
            hint="Raise ANNOTATE_MAX_SECONDS, or shorten the lease.",
            id="articles.E001",
        )
    ]


@register()
def one_file_fits_into_a_request(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.REQUEST_MAX_BYTES > settings.UPLOAD_MAX_BYTES:
        return []
    return [
        Error(
            "REQUEST_MAX_BYTES must be larger than UPLOAD_MAX_BYTES.",
            hint="A request carries one or several files and their form fields.",
            id="articles.E002",
        )
    ]
