from django.db import migrations

import accounts.models.people
from accounts.names import names_for_search

BATCH = 1000


def fold_names(apps, schema_editor):
    """The names of everybody, as lists look through them."""
    users = apps.get_model("accounts", "User").objects.order_by("pk")
    last = 0
    while batch := list(users.filter(pk__gt=last).only("name", "latin_name")[:BATCH]):
        for user in batch:
            user.sought = names_for_search(user.name, user.latin_name)
        users.bulk_update(batch, ["sought"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_merged_accounts")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sought",
            field=accounts.models.people.NamesForSearch(default="", editable=False),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
    ]
