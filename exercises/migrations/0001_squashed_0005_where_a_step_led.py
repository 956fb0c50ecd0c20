import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import quizzes.models.fields


class Migration(migrations.Migration):
    replaces = [
        ("exercises", "0001_initial"),
        ("exercises", "0002_scenarios"),
        ("exercises", "0003_inspections"),
        ("exercises", "0004_fixed_sets"),
        ("exercises", "0005_where_a_step_led"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0002_squashed_0008_merged_accounts"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exercise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="permanent name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("inspection", "Inspection of documents"), ("scenario", "Scenario")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "administration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exercises",
                        to="accounts.administration",
                    ),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="retired")),
            ],
            options={
                "verbose_name": "exercise",
                "verbose_name_plural": "exercises",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="InspectionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_versions",
                        to="exercises.exercise",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("template", models.SlugField(verbose_name="document")),
                (
                    "kinds",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="None: all that the document can have.",
                        verbose_name="kinds of fault",
                    ),
                ),
                (
                    "clean_percent",
                    models.PositiveSmallIntegerField(verbose_name="sets without a fault, in per cent"),
                ),
                ("most", models.PositiveSmallIntegerField(verbose_name="greatest number of faults")),
                (
                    "growth",
                    models.PositiveSmallIntegerField(
                        help_text="0 keeps officers on the first level.",
                        verbose_name="rounds well done for the next level",
                    ),
                ),
                (
                    "fixed",
                    models.JSONField(
                        blank=True,
                        help_text="The same in every round; without it sets are mixed.",
                        null=True,
                        verbose_name="set written by hand",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "version of an inspection",
                "verbose_name_plural": "versions of inspections",
                "ordering": ["exercise", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exercise", "number"), name="one_inspection_version_per_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("clean_percent__lte", 100)), name="clean_sets_are_a_share"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("most__gte", 1), ("most__lte", 8)),
                        name="faults_are_of_a_number_that_goes_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_rounds",
                        to="exercises.exercise",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="exercises.inspectionversion",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_rounds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_rounds",
                        to="accounts.administration",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("seed", models.BigIntegerField()),
                ("level", models.PositiveSmallIntegerField()),
                (
                    "trial",
                    models.BooleanField(
                        default=False, help_text="By an author: it does not count.", verbose_name="trial"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                (
                    "saves",
                    models.PositiveIntegerField(default=0, help_text="How often the flags were saved."),
                ),
                ("flags", models.JSONField(blank=True, default=dict)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("release", "Release"),
                            ("ask", "Ask for information"),
                            ("consult", "Consult the authority"),
                            ("detain", "Detain"),
                            ("refuse", "Refuse"),
                        ],
                        max_length=10,
                    ),
                ),
                ("mark", quizzes.models.fields.FractionField(blank=True, max_length=80, null=True)),
                ("decision_mark", quizzes.models.fields.FractionField(blank=True, max_length=80, null=True)),
                ("hits", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("misses", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("false_alarms", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("sound", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("result", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "verbose_name": "round of an inspection",
                "verbose_name_plural": "rounds of inspections",
                "ordering": ["-started_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exercise", "officer", "trial", "number"), name="one_round_per_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("handed_in_at", None), ("trial", False)),
                        fields=("exercise", "officer"),
                        name="one_open_round_per_officer_and_exercise",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("handed_in_at", None), ("trial", True)),
                        fields=("exercise", "officer"),
                        name="one_open_trial_round_per_person_and_exercise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision_mark", None),
                                ("false_alarms", None),
                                ("handed_in_at", None),
                                ("hits", None),
                                ("mark", None),
                                ("misses", None),
                                ("sound", None),
                            ),
                            models.Q(
                                ("decision_mark__isnull", False),
                                ("false_alarms__lte", models.F("sound")),
                                ("handed_in_at__isnull", False),
                                ("hits__isnull", False),
                                ("mark__isnull", False),
                                ("misses__isnull", False),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_round_handed_in_is_marked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scenario_versions",
                        to="exercises.exercise",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("body", models.JSONField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "version of a scenario",
                "verbose_name_plural": "versions of scenarios",
                "ordering": ["exercise", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exercise", "number"), name="one_scenario_version_per_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scenario_runs",
                        to="exercises.exercise",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="exercises.scenarioversion",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scenario_runs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scenario_runs",
                        to="accounts.administration",
                    ),
                ),
                ("seed", models.BigIntegerField()),
                (
                    "trial",
                    models.BooleanField(
                        default=False, help_text="By an author: it does not count.", verbose_name="trial"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("success", "Success"),
                            ("partial", "Partly successful"),
                            ("failure", "Failure"),
                            ("harm", "Harm done"),
                        ],
                        max_length=10,
                    ),
                ),
                ("score", models.IntegerField(blank=True, null=True)),
                (
                    "best_score",
                    models.IntegerField(
                        blank=True, help_text="What the best way through this run earns.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "run of a scenario",
                "verbose_name_plural": "runs of scenarios",
                "ordering": ["-started_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("trial", False)),
                        fields=("exercise", "officer"),
                        name="one_open_run_per_officer_and_exercise",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("trial", True)),
                        fields=("exercise", "officer"),
                        name="one_open_trial_run_per_person_and_exercise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("best_score", None), ("ended_at", None), ("outcome", ""), ("score", None)
                            ),
                            models.Q(
                                ("best_score__isnull", False),
                                ("ended_at__isnull", False),
                                ("score__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_ended_run_has_outcome_and_score",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="exercises.scenariorun",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("node", models.CharField(max_length=50)),
                ("decision", models.CharField(max_length=50)),
                ("to", models.CharField(help_text="The situation or end that followed.", max_length=50)),
                ("entered_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "step of a run",
                "verbose_name_plural": "steps of runs",
                "ordering": ["run", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "number"), name="one_step_per_number_of_a_run")
                ],
            },
        ),
    ]
