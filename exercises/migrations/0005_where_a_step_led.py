"""Each step of a run says where it led, so that ways can be counted without playing runs again."""

from django.db import migrations, models

from exercises.scenarios.forms import scenario_of
from exercises.scenarios.running import play


def say_where_steps_led(apps, schema_editor):
    Run = apps.get_model("exercises", "ScenarioRun")
    Step = apps.get_model("exercises", "ScenarioStep")
    scenarios = {}
    for run in Run.objects.filter(steps__isnull=False).distinct().select_related("version").iterator():
        scenario = scenarios.get(run.version_id)
        if scenario is None:
            scenario = scenarios[run.version_id] = scenario_of(run.version.body)
        steps = list(Step.objects.filter(run=run).order_by("number"))
        position = play(scenario, run.seed, [step.decision for step in steps])
        nodes = [*(taken.situation.id for taken in position.path[1:]), position.node.id]
        for step, node in zip(steps, nodes, strict=True):
            step.to = node
        Step.objects.bulk_update(steps, ["to"])


class Migration(migrations.Migration):
    dependencies = [("exercises", "0004_fixed_sets")]

    operations = [
        migrations.AddField(
            "scenariostep",
            "to",
            models.CharField(default="", help_text="The situation or end that followed.", max_length=50),
            preserve_default=False,
        ),
        migrations.RunPython(say_where_steps_led, migrations.RunPython.noop),
    ]
