import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import quizzes.models.fields
import reference.models.fields


class Migration(migrations.Migration):
    replaces = [
        ("quizzes", "0001_initial"),
        ("quizzes", "0002_initial"),
        ("quizzes", "0003_trials_beside_attempts"),
        ("quizzes", "0004_behaviours_sittings_and_review"),
        ("quizzes", "0005_uses_of_rows"),
        ("quizzes", "0006_who_ended_a_sitting"),
        ("quizzes", "0007_corrections"),
        ("quizzes", "0008_questions_put_forward"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0002_squashed_0008_merged_accounts"),
        ("accounts", "__first__"),
        ("reference", "0001_squashed_0007_state_of_the_finder"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondPerson",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval by a second person",
                "verbose_name_plural": "approvals by a second person",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="Bank",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="permanent name")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "administration",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: international.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="banks",
                        to="accounts.administration",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="banks",
                        to="wagtailcore.collection",
                    ),
                ),
            ],
            options={
                "verbose_name": "question bank",
                "verbose_name_plural": "question banks",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="Quiz",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="permanent name")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "administration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quizzes",
                        to="accounts.administration",
                    ),
                ),
                (
                    "bank",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quizzes", to="quizzes.bank"
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="minutes"
                    ),
                ),
                (
                    "pass_mark",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="pass mark, per cent",
                    ),
                ),
                (
                    "pause_minutes",
                    models.PositiveIntegerField(default=0, verbose_name="pause between attempts, minutes"),
                ),
                (
                    "attempts_allowed",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: any number.", null=True, verbose_name="attempts"
                    ),
                ),
                (
                    "counts",
                    models.CharField(
                        choices=[("best", "The best"), ("first", "The first"), ("last", "The last")],
                        default="best",
                        max_length=10,
                        verbose_name="attempt that counts",
                    ),
                ),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="opens")),
                (
                    "closes_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Attempts that run then are handed in.",
                        null=True,
                        verbose_name="closes",
                    ),
                ),
                (
                    "behaviour",
                    models.CharField(
                        choices=[
                            ("deferred", "Examination: graded when handed in"),
                            ("immediate", "Practice: each answer can be checked at once"),
                            ("tries", "Practice: several tries, each one costs"),
                            ("certainty", "Weighted by how certain the officer is"),
                        ],
                        default="deferred",
                        max_length=10,
                        verbose_name="behaviour",
                    ),
                ),
                (
                    "tries",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="tries at each question",
                    ),
                ),
                (
                    "penalty",
                    quizzes.models.fields.FractionField(
                        default="1/3",
                        help_text="A part of the mark, such as 1/3.",
                        max_length=80,
                        verbose_name="cost of a try",
                    ),
                ),
                (
                    "invigilated",
                    models.BooleanField(
                        default=False,
                        help_text="Starts only in a sitting that a coordinator has opened, with its code.",
                        verbose_name="invigilated",
                    ),
                ),
                (
                    "shows_answer",
                    models.CharField(
                        choices=[
                            ("never", "Never"),
                            ("during", "As soon as the answer is checked"),
                            ("at_once", "After handing in"),
                            ("passed", "After passing"),
                            ("closed", "After the quiz has closed"),
                        ],
                        default="at_once",
                        max_length=10,
                        verbose_name="the answer given",
                    ),
                ),
                (
                    "shows_verdict",
                    models.CharField(
                        choices=[
                            ("never", "Never"),
                            ("during", "As soon as the answer is checked"),
                            ("at_once", "After handing in"),
                            ("passed", "After passing"),
                            ("closed", "After the quiz has closed"),
                        ],
                        default="at_once",
                        max_length=10,
                        verbose_name="whether it was right",
                    ),
                ),
                (
                    "shows_marks",
                    models.CharField(
                        choices=[
                            ("never", "Never"),
                            ("during", "As soon as the answer is checked"),
                            ("at_once", "After handing in"),
                            ("passed", "After passing"),
                            ("closed", "After the quiz has closed"),
                        ],
                        default="at_once",
                        max_length=10,
                        verbose_name="its marks",
                    ),
                ),
                (
                    "shows_feedback",
                    models.CharField(
                        choices=[
                            ("never", "Never"),
                            ("during", "As soon as the answer is checked"),
                            ("at_once", "After handing in"),
                            ("passed", "After passing"),
                            ("closed", "After the quiz has closed"),
                        ],
                        default="at_once",
                        max_length=10,
                        verbose_name="feedback to it",
                    ),
                ),
                (
                    "shows_solution",
                    models.CharField(
                        choices=[
                            ("never", "Never"),
                            ("during", "As soon as the answer is checked"),
                            ("at_once", "After handing in"),
                            ("passed", "After passing"),
                            ("closed", "After the quiz has closed"),
                        ],
                        default="at_once",
                        max_length=10,
                        verbose_name="the right answer with its reason",
                    ),
                ),
            ],
            options={
                "verbose_name": "quiz",
                "verbose_name_plural": "quizzes",
                "ordering": ["title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pass_mark__lte", 100)), name="pass_mark_is_a_percentage"
                    ),
                    models.CheckConstraint(condition=models.Q(("minutes__gte", 1)), name="a_quiz_takes_time"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at", None),
                            ("closes_at", None),
                            ("opens_at__lt", models.F("closes_at")),
                            _connector="OR",
                        ),
                        name="a_quiz_opens_before_it_closes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tries__gte", 1), ("tries__lte", 10)),
                        name="a_question_has_a_try_or_more",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BlueprintRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blueprint",
                        to="quizzes.quiz",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blueprint_rows",
                        to="reference.objective",
                    ),
                ),
                (
                    "difficulty",
                    models.CharField(
                        blank=True,
                        choices=[("basic", "Basic"), ("applied", "Applied"), ("advanced", "Advanced")],
                        max_length=10,
                        verbose_name="difficulty",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="number"
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a blueprint",
                "verbose_name_plural": "rows of a blueprint",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("quiz", "objective", "difficulty"), name="one_blueprint_row_per_cell"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Accommodation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accommodations",
                        to="quizzes.quiz",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accommodations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accommodations",
                        to="accounts.administration",
                    ),
                ),
                ("extra_minutes", models.PositiveSmallIntegerField(default=0, verbose_name="extra minutes")),
                (
                    "further_attempts",
                    models.PositiveSmallIntegerField(default=0, verbose_name="further attempts"),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("given_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "accommodation",
                "verbose_name_plural": "accommodations",
                "ordering": ["given_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Rivalry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bank",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rivalries",
                        to="quizzes.bank",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
            ],
            options={
                "verbose_name": "set of questions that exclude each other",
                "verbose_name_plural": "sets of questions that exclude each other",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("bank", "name"), name="one_rivalry_per_name_in_a_bank")
                ],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="quizzes.quiz",
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="accounts.administration",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("code", models.CharField(max_length=20, verbose_name="start code")),
                (
                    "networks",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Address ranges such as 192.0.2.0/24; none: any.",
                        verbose_name="networks",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="no start after")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "sitting",
                "verbose_name_plural": "sittings",
                "ordering": ["-opens_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("opens_at__lt", models.F("closes_at"))),
                        name="a_sitting_opens_before_it_closes",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="quizzes.quiz",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="accounts.administration",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("started_at", models.DateTimeField()),
                ("deadline", models.DateTimeField()),
                (
                    "pass_mark",
                    models.PositiveSmallIntegerField(help_text="Per cent, as it stood at the start."),
                ),
                (
                    "behaviour",
                    models.CharField(
                        choices=[
                            ("deferred", "Examination: graded when handed in"),
                            ("immediate", "Practice: each answer can be checked at once"),
                            ("tries", "Practice: several tries, each one costs"),
                            ("certainty", "Weighted by how certain the officer is"),
                        ],
                        default="deferred",
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=1)),
                ("penalty", quizzes.models.fields.FractionField(default="0", max_length=80)),
                (
                    "sitting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="quizzes.sitting",
                    ),
                ),
                (
                    "trial",
                    models.BooleanField(
                        default=False, help_text="By an author: it does not count.", verbose_name="trial"
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.CharField(
                        blank=True,
                        choices=[("officer", "The officer"), ("time", "The time limit")],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt",
                "verbose_name_plural": "attempts",
                "ordering": ["-started_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("submitted_at", None)),
                        fields=["deadline"],
                        name="open_attempts_by_deadline",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("submitted_at", None), ("trial", False)),
                        fields=("quiz", "officer"),
                        name="one_open_attempt_per_officer_and_quiz",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("submitted_at", None), ("trial", True)),
                        fields=("quiz", "officer"),
                        name="one_open_trial_per_person_and_quiz",
                    ),
                    models.UniqueConstraint(
                        fields=("quiz", "officer", "number", "trial"), name="one_attempt_per_number"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grades",
                        to="quizzes.attempt",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("earned", quizzes.models.fields.FractionField(max_length=80)),
                ("possible", quizzes.models.fields.FractionField(max_length=80)),
                ("passed", models.BooleanField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["attempt", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("attempt", "number"), name="one_grade_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bank",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="quizzes.bank",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, verbose_name="permanent name")),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="retired")),
                (
                    "rivalry",
                    models.ForeignKey(
                        blank=True,
                        help_text="A paper holds one question of the set at most.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="questions",
                        to="quizzes.rivalry",
                        verbose_name="excludes",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["bank", "slug"],
                "constraints": [
                    models.UniqueConstraint(fields=("bank", "slug"), name="one_question_per_name_in_a_bank")
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="quizzes.question",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question_versions",
                        to="reference.objective",
                    ),
                ),
                (
                    "difficulty",
                    models.CharField(
                        choices=[("basic", "Basic"), ("applied", "Applied"), ("advanced", "Advanced")],
                        max_length=10,
                        verbose_name="difficulty",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question_versions",
                        to="reference.source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=True, help_text="Only verified questions are drawn.", verbose_name="verified"
                    ),
                ),
                (
                    "uses",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One a line, such as hs:0106.12 or species:panthera-leo. When a row changes, you are told.",
                        verbose_name="rows it rests on",
                    ),
                ),
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
                "verbose_name": "version of a question",
                "verbose_name_plural": "versions of questions",
                "ordering": ["question", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("question", "number"), name="one_version_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="quizzes.questionversion",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("version", "Graded by another version"),
                            ("full", "Void: full marks for all"),
                            ("left-out", "Void: left out of the total"),
                        ],
                        max_length=10,
                        verbose_name="what becomes of it",
                    ),
                ),
                (
                    "graded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="quizzes.questionversion",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("graded_by__isnull", False), ("way", "version")),
                            models.Q(models.Q(("way", "version"), _negated=True), ("graded_by", None)),
                            _connector="OR",
                        ),
                        name="a_version_grades_exactly_where_it_is_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("graded_by", None),
                            models.Q(("graded_by", models.F("version")), _negated=True),
                            _connector="OR",
                        ),
                        name="another_version_grades",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="quizzes.attempt",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper_items",
                        to="quizzes.questionversion",
                    ),
                ),
                ("order", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("attempt", "position"), name="one_item_per_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="quizzes.attempt",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="quizzes.paperitem",
                    ),
                ),
                ("client", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("answer", models.JSONField(null=True)),
                (
                    "certainty",
                    models.PositiveSmallIntegerField(
                        help_text="1 to 3, where the behaviour asks for it.", null=True
                    ),
                ),
                ("client_time", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["number", "client"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attempt", "client", "number"), name="an_answer_event_is_stored_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="quizzes.grade"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="quizzes.paperitem",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="quizzes.answerevent",
                    ),
                ),
                ("fraction", quizzes.models.fields.FractionField(max_length=80)),
                (
                    "correction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="quizzes.correction",
                    ),
                ),
            ],
            options={
                "ordering": ["item__position"],
                "constraints": [
                    models.UniqueConstraint(fields=("grade", "item"), name="one_mark_per_item_and_grade")
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="quizzes.paperitem",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checked_as",
                        to="quizzes.answerevent",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("fraction", quizzes.models.fields.FractionField(max_length=80)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["item", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "number"), name="one_check_per_number_of_an_item")
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="quizzes.question",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="quizzes.questionversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "question put forward",
                "verbose_name_plural": "questions put forward",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FixedItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fixed_items",
                        to="quizzes.quiz",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fixed_items",
                        to="quizzes.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "fixed question",
                "verbose_name_plural": "fixed questions",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("quiz", "question"), name="a_question_is_fixed_once_in_a_quiz"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="attempt",
            name="grade",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="quizzes.grade",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="current",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="quizzes.questionversion",
            ),
        ),
    ]
