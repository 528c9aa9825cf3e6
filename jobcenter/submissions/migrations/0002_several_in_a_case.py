import django.db.models.deletion
from django.db import migrations, models

import jobcenter.vault.fields


def name_what_was_sent(apps, schema_editor):
    """What was sent before bears the title of its case."""
    for submission in apps.get_model("submissions", "Submission").objects.select_related("case").iterator():
        submission.title = submission.case.title
        submission.save(update_fields=["title"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("people", "0002_without_an_account"),
        ("submissions", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="submission",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="submissions", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="sent_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="title",
            field=jobcenter.vault.fields.EncryptedTextField(default=""),
            preserve_default=False,
        ),
        migrations.RunPython(name_what_was_sent, migrations.RunPython.noop),
        migrations.AddField(
            model_name="draft",
            name="case",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="cases.case"
            ),
        ),
    ]
