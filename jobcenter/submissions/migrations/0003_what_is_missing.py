from django.db import migrations, models

import jobcenter.vault.fields


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_several_in_a_case")]

    operations = [
        migrations.AddField(model_name="submission", name="number", field=models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            model_name="submission", name="missing", field=jobcenter.vault.fields.EncryptedJSONField(default=list)
        ),
    ]
