from django.db import migrations


def from_national_modules(apps, schema_editor):
    """What only national modules of one administration name is its own."""
    Module = apps.get_model("courses", "Module")
    Objective = apps.get_model("reference", "Objective")
    Source = apps.get_model("reference", "Source")
    for module in Module.objects.exclude(administration=None):
        Source.objects.filter(pack=module.slug).update(administration=module.administration_id)
        elsewhere = Module.objects.exclude(administration=module.administration_id)
        own = module.objectives.exclude(modules__in=elsewhere).values_list("pk", flat=True)
        Objective.objects.filter(pk__in=list(own)).update(administration=module.administration_id)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0006_cases_and_summaries_in_lessons"),
        ("reference", "0006_owners_of_objectives_and_sources"),
    ]

    operations = [migrations.RunPython(from_national_modules, migrations.RunPython.noop)]
