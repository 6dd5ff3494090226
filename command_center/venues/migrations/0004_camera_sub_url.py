from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('venues', '0003_camera_queue'),
    ]

    operations = [
        migrations.AddField(
            model_name='camera',
            name='sub_url',
            field=models.CharField(blank=True, default='', max_length=500, verbose_name='address of its sub-stream'),
            preserve_default=False,
        ),
    ]
