from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_module_of_a_page_is_given")]

    operations = [
        migrations.AddField(
            model_name="packrecord",
            name="retired_at",
            field=models.DateTimeField(
                blank=True, help_text="When the item was gone from the pack.", null=True
            ),
        ),
    ]
