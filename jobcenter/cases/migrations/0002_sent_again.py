from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField(model_name="case", name="sent_again_at", field=models.DateTimeField(null=True)),
    ]
