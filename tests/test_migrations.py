"""What people have stored survives every migration, forwards and back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

pytestmark = pytest.mark.django_db(transaction=True)


def migrate(name: str) -> StateApps:
    executor = MigrationExecutor(connection)
    executor.migrate([("articles", name)])
    return MigrationExecutor(connection).loader.project_state([("articles", name)]).apps


def test_verdicts_and_their_log_keep_their_meaning() -> None:
    old = migrate("0002_annotation_checks")
    try:
        article = old.get_model("articles", "Article").objects.create(title="Bridge", digest="1")
        revision = old.get_model("articles", "Revision").objects.create(
            article=article, text="Traffic has doubled.", words=3, original_name="b.txt"
        )
        mark = old.get_model("articles", "Annotation").objects.create(
            revision=revision, origin="machine", kind="claim", label="unsourced", start=0, end=7,
            exact="Traffic", confidence=0.7, verdict="accepted",
        )  # fmt: skip
        old.get_model("articles", "Decision").objects.create(
            annotation=mark, action="accepted", before="open", after="accepted"
        )
        new = migrate("0005_desk_done")
        mark = new.get_model("articles", "Annotation").objects.get()
        assert (mark.verdict, mark.state, mark.probability) == ("accepted", "needs-source", 0.7)
        new.get_model("articles", "Annotation").objects.create(
            revision_id=revision.pk, origin="sample", kind="claim", label="unsourced", start=0,
            end=7, exact="Traffic",
        )  # fmt: skip
        decision = new.get_model("articles", "Decision").objects.get()
        assert (decision.before, decision.after) == ({"verdict": "open"}, {"verdict": "accepted"})
        again = migrate("0002_annotation_checks").get_model("articles", "Decision").objects.get()
        assert (again.before, again.after) == ("open", "accepted")
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("articles"))
