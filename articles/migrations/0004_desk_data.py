"""What stood before the desk, in its words: verdicts of the log as fields, states of flags."""

from django.db import migrations
from django.db.models import F


def forwards(apps, schema_editor):
    decisions = apps.get_model("articles", "Decision").objects
    for side in ("before", "after"):
        for verdict in ("open", "accepted", "rejected"):
            decisions.filter(**{f"verdict_{side}": verdict}).update(**{side: {"verdict": verdict}})
    annotations = apps.get_model("articles", "Annotation").objects
    annotations.update(probability=F("confidence"))
    flags = annotations.filter(kind__in=("claim", "defect"), verdict="accepted")
    flags.exclude(label="loaded-words").update(state="needs-source")
    decided = annotations.exclude(verdict="open").values("revision_id")
    articles = apps.get_model("articles", "Article").objects
    articles.filter(current_id__in=decided).update(review="in-review")


def backwards(apps, schema_editor):
    """What the desk added to the log has no place in the older one but as the verdicts it left."""
    decisions = apps.get_model("articles", "Decision").objects
    for decision in decisions.iterator():
        for side in ("before", "after"):
            setattr(decision, f"verdict_{side}", getattr(decision, side).get("verdict", ""))
        decision.save()
    # The older rules know the program's marks and editors' ones only.
    apps.get_model("articles", "Annotation").objects.filter(origin="sample").update(
        origin="machine", detached=True
    )


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0003_desk"),
    ]

    operations = [
        migrations.RunPython(forwards, backwards),
    ]
