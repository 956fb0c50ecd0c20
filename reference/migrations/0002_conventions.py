"""The seven conventions: permanent rows that everything else points at."""

from django.db import migrations

CONVENTIONS = [
    (
        "cites",
        "CITES",
        "Convention on International Trade in Endangered Species of Wild Fauna and Flora",
    ),
    (
        "basel",
        "Basel Convention",
        "Basel Convention on the Control of Transboundary Movements of Hazardous Wastes and Their Disposal",
    ),
    ("montreal", "Montreal Protocol", "Montreal Protocol on Substances that Deplete the Ozone Layer"),
    (
        "rotterdam",
        "Rotterdam Convention",
        "Rotterdam Convention on the Prior Informed Consent Procedure for Certain Hazardous Chemicals "
        "and Pesticides in International Trade",
    ),
    ("stockholm", "Stockholm Convention", "Stockholm Convention on Persistent Organic Pollutants"),
    (
        "cartagena",
        "Cartagena Protocol",
        "Cartagena Protocol on Biosafety to the Convention on Biological Diversity",
    ),
    (
        "bwm",
        "Ballast Water Management",
        "International Convention for the Control and Management of Ships’ Ballast Water and Sediments",
    ),
]


def write_conventions(apps, schema_editor):
    Convention = apps.get_model("reference", "Convention")
    for order, (slug, short_name, name) in enumerate(CONVENTIONS, start=1):
        Convention.objects.update_or_create(
            slug=slug, defaults={"short_name": short_name, "name": name, "order": order}
        )


def remove_conventions(apps, schema_editor):
    apps.get_model("reference", "Convention").objects.filter(
        slug__in=[row[0] for row in CONVENTIONS]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_squashed_0007_state_of_the_finder")]

    operations = [migrations.RunPython(write_conventions, remove_conventions)]
