"""Apart from the data: PostgreSQL changes no table whose rows were changed in the same step."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0004_desk_data"),
    ]

    operations = [
        migrations.RemoveField(model_name="decision", name="verdict_before"),
        migrations.RemoveField(model_name="decision", name="verdict_after"),
    ]
