from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("venues", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="camera",
            name="ground",
            field=models.JSONField(
                blank=True,
                help_text='[{"image": [x, y], "metres": [x, y]}, …]: four points or more, measured',
                null=True,
                verbose_name="ground",
            ),
        ),
    ]
