from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0006_gym'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='printed',
            field=models.TextField(blank=True, default=''),
            preserve_default=False,
        ),
    ]
