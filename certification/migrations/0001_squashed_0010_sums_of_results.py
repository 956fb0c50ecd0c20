import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import quizzes.models.fields


class Migration(migrations.Migration):
    replaces = [
        ("certification", "0001_initial"),
        ("certification", "0002_initial"),
        ("certification", "0003_zips_of_certificates"),
        ("certification", "0004_life_of_a_certificate"),
        ("certification", "0005_certifications_of_enrolments"),
        ("certification", "0006_every_enrolment_has_a_certification"),
        ("certification", "0007_designs_of_certificates"),
        ("certification", "0008_keeping_certifications"),
        ("certification", "0009_editions_of_curricula"),
        ("certification", "0010_sums_of_results"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0002_squashed_0008_merged_accounts"),
        ("accounts", "__first__"),
        ("courses", "0001_squashed_0011_notes_for_classes_and_reading_lists"),
        ("quizzes", "0001_squashed_0008_questions_put_forward"),
        ("reference", "0001_squashed_0007_state_of_the_finder"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptDay",
            fields=[
                (
                    "administration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.administration",
                    ),
                ),
                ("day", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="SigningCertificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64, unique=True)),
                ("pem", models.TextField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "signing certificate",
                "verbose_name_plural": "signing certificates",
            },
        ),
        migrations.CreateModel(
            name="CertificatePicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate_pictures",
                        to="accounts.administration",
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("file", models.CharField(help_text="Name in the private storage.", max_length=200)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "picture of a certificate",
                "verbose_name_plural": "pictures of certificates",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administration", "sha256"), name="one_picture_per_content"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateDesign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate_designs",
                        to="accounts.administration",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "logo",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.certificatepicture",
                    ),
                ),
                ("heading", models.CharField(blank=True, max_length=60, verbose_name="heading")),
                ("opening", models.CharField(blank=True, max_length=120, verbose_name="before the name")),
                ("statement", models.CharField(blank=True, max_length=160, verbose_name="after the name")),
                (
                    "participation_heading",
                    models.CharField(blank=True, max_length=60, verbose_name="heading"),
                ),
                (
                    "participation_statement",
                    models.CharField(blank=True, max_length=160, verbose_name="after the name"),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="note at the foot")),
            ],
            options={
                "verbose_name": "design of certificates",
                "verbose_name_plural": "designs of certificates",
                "ordering": ["administration", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("administration", "number"), name="one_design_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Curriculum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="curricula",
                        to="accounts.administration",
                    ),
                ),
                ("slug", models.SlugField(verbose_name="permanent name")),
                (
                    "enrols_new_officers",
                    models.BooleanField(
                        default=False, verbose_name="new officers are enrolled when approved"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, help_text="Since when nobody is enrolled any more.", null=True
                    ),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="How often it was written: who comes with an older number is told.",
                    ),
                ),
            ],
            options={
                "verbose_name": "curriculum",
                "verbose_name_plural": "curricula",
                "constraints": [
                    models.UniqueConstraint(fields=("administration", "slug"), name="one_curriculum_per_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "curriculum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="certification.curriculum",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no due date.",
                        null=True,
                        verbose_name="due on",
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("front_line", "Front line"),
                            ("risk_analysis", "Risk analysis"),
                            ("laboratory", "Laboratory"),
                            ("trainer", "Trainer"),
                        ],
                        max_length=16,
                        verbose_name="path",
                    ),
                ),
            ],
            options={
                "verbose_name": "cohort",
                "verbose_name_plural": "cohorts",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("curriculum", "name"), name="one_cohort_per_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="CurriculumVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "curriculum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="certification.curriculum",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "participation",
                    models.BooleanField(
                        default=False,
                        help_text="When all modules are completed, before the least marks and the sign-offs are reached.",
                        verbose_name="participation is certified too",
                    ),
                ),
                (
                    "expiry_rule",
                    models.CharField(
                        choices=[
                            ("completion", "The day of completion"),
                            (
                                "previous_expiry",
                                "The last day of the certificate before, while it is in force",
                            ),
                            ("fixed_date", "A fixed date, the same for all"),
                        ],
                        default="completion",
                        max_length=16,
                        verbose_name="validity is counted from",
                    ),
                ),
                (
                    "validity_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: without end.",
                        null=True,
                        verbose_name="valid for, months",
                    ),
                ),
                (
                    "fixed_on",
                    models.DateField(
                        blank=True,
                        help_text="Where a cohort has no due date. Periods are counted from it.",
                        null=True,
                        verbose_name="fixed date",
                    ),
                ),
                (
                    "minimum_active_months",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="With a fixed date: what would expire sooner is valid for one more period.",
                        verbose_name="valid for at least, months",
                    ),
                ),
                (
                    "renewal_days",
                    models.PositiveSmallIntegerField(
                        default=90, verbose_name="renewal window, days before the end"
                    ),
                ),
                (
                    "renewal_path",
                    models.CharField(
                        choices=[
                            ("same", "The same requirements once more"),
                            ("shorter", "Requirements of its own"),
                        ],
                        default="same",
                        max_length=8,
                        verbose_name="a renewal asks for",
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a curriculum",
                "verbose_name_plural": "versions of curricula",
                "ordering": ["curriculum", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("curriculum", "number"), name="one_curriculum_version_per_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at", None)),
                        fields=("curriculum",),
                        name="one_draft_per_curriculum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.administration",
                    ),
                ),
                ("day", models.DateField()),
                ("claimed_at", models.DateTimeField(help_text="When a worker began to send it.", null=True)),
                (
                    "sent_at",
                    models.DateTimeField(
                        help_text="Empty until it was handed to the mail server.", null=True
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("administration", "day"), name="one_digest_per_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="FaultTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.administration",
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                ("kind", models.CharField(blank=True, max_length=100, verbose_name="kind of fault")),
                ("entries", models.PositiveIntegerField()),
                ("flagged", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "results on a kind of fault",
                "verbose_name_plural": "results on kinds of fault",
                "indexes": [
                    models.Index(
                        fields=["administration", "kind", "month", "officer", "entries", "flagged"],
                        name="tallies_by_fault",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("officer", "administration", "kind", "month"),
                        name="one_tally_per_fault_and_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("flagged__lte", models.F("entries"))),
                        name="no_more_flags_than_entries",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectiveTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.administration",
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objective_tallies",
                        to="reference.objective",
                    ),
                ),
                ("answers", models.PositiveIntegerField()),
                ("earned", models.BigIntegerField()),
                ("possible", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "results on an objective",
                "verbose_name_plural": "results on objectives",
                "indexes": [
                    models.Index(
                        fields=[
                            "administration",
                            "objective",
                            "month",
                            "officer",
                            "answers",
                            "earned",
                            "possible",
                        ],
                        name="tallies_by_objective",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("officer", "administration", "objective", "month"),
                        name="one_tally_per_objective_and_month",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RequirementGroup",
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
                        related_name="groups",
                        to="certification.curriculumversion",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("initial", "First certificate"), ("renewal", "Renewal")],
                        default="initial",
                        max_length=8,
                        verbose_name="asked for",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "needed",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: all.", null=True, verbose_name="how many are needed"
                    ),
                ),
                ("in_order", models.BooleanField(default=False, verbose_name="to be taken in order")),
                (
                    "paths",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Names of Path; empty: for every officer.",
                        verbose_name="for",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of requirements",
                "verbose_name_plural": "groups of requirements",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="certification.requirementgroup",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="courses.module",
                    ),
                ),
                (
                    "minimum_mark",
                    models.PositiveSmallIntegerField(default=0, verbose_name="least mark, per cent"),
                ),
                (
                    "sign_off",
                    models.CharField(
                        blank=True,
                        help_text="What a supervisor confirms; empty for a module.",
                        max_length=200,
                        verbose_name="practical sign-off",
                    ),
                ),
                (
                    "checklist",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What is to be seen, a text for each line.",
                        verbose_name="checklist",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "requirement",
                "verbose_name_plural": "requirements",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "module"), name="one_requirement_per_module_and_group"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum_mark__lte", 100)), name="least_mark_is_a_percentage"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("module__isnull", False), ("sign_off", "")),
                            models.Q(("module", None), models.Q(("sign_off", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_module_or_a_sign_off",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "design",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatories",
                        to="certification.certificatedesign",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("office", models.CharField(blank=True, max_length=80, verbose_name="office")),
                (
                    "signature",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.certificatepicture",
                    ),
                ),
            ],
            options={
                "verbose_name": "signatory",
                "verbose_name_plural": "signatories",
                "ordering": ["design", "order"],
                "constraints": [
                    models.UniqueConstraint(fields=("design", "order"), name="one_signatory_per_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="Certification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certifications",
                        to="accounts.administration",
                    ),
                ),
                (
                    "curriculum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certifications",
                        to="certification.curriculum",
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("front_line", "Front line"),
                            ("risk_analysis", "Risk analysis"),
                            ("laboratory", "Laboratory"),
                            ("trainer", "Trainer"),
                        ],
                        max_length=16,
                        verbose_name="path",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certifications",
                        to="certification.cohort",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day for the run under way.",
                        null=True,
                        verbose_name="due on",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("assigned", "Assigned"),
                            ("in_progress", "In progress"),
                            ("due_soon", "Due soon"),
                            ("overdue", "Overdue"),
                            ("certified", "Certified"),
                            ("window_open", "Renewal open"),
                            ("expired", "Expired"),
                            ("suspended", "Suspended"),
                            ("revoked", "Revoked"),
                        ],
                        default="assigned",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("state_since", models.DateField(verbose_name="since")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("window_opens_on", models.DateField(blank=True, null=True, verbose_name="renewal opens")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, help_text="When the officer was taken off the curriculum.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "certification",
                "verbose_name_plural": "certifications",
                "indexes": [
                    models.Index(fields=["administration", "state"], name="certifications_by_state"),
                    models.Index(fields=["administration", "valid_until"], name="certifications_by_end"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("officer", "curriculum"), name="one_certification_per_officer_and_curriculum"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificationEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "certification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="certification.certification",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "on",
                    models.DateField(
                        help_text="The day that it is counted for, where the administration is."
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("assigned", "assigned"),
                            ("begun", "begun"),
                            ("due_moved", "due_moved"),
                            ("due_nears", "due_nears"),
                            ("due_passed", "due_passed"),
                            ("awarded", "awarded"),
                            ("window_opened", "window_opened"),
                            ("expired", "expired"),
                            ("suspended", "suspended"),
                            ("reinstated", "reinstated"),
                            ("revoked", "revoked"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("assigned", "Assigned"),
                            ("in_progress", "In progress"),
                            ("due_soon", "Due soon"),
                            ("overdue", "Overdue"),
                            ("certified", "Certified"),
                            ("window_open", "Renewal open"),
                            ("expired", "Expired"),
                            ("suspended", "Suspended"),
                            ("revoked", "Revoked"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("assigned", "Assigned"),
                            ("in_progress", "In progress"),
                            ("due_soon", "Due soon"),
                            ("overdue", "Overdue"),
                            ("certified", "Certified"),
                            ("window_open", "Renewal open"),
                            ("expired", "Expired"),
                            ("suspended", "Suspended"),
                            ("revoked", "Revoked"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CurriculumEnrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "certification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="certification.certification",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="curriculum_enrolments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="certification.curriculumversion",
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="curriculum_enrolments",
                        to="accounts.administration",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("initial", "First certificate"),
                            ("renewal", "Renewal"),
                            ("bridge", "Bridge to a new version"),
                        ],
                        default="initial",
                        max_length=8,
                    ),
                ),
                ("enrolled_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "counts_from",
                    models.DateTimeField(
                        blank=True,
                        help_text="What was proven before does not count. Empty: everything counts.",
                        null=True,
                    ),
                ),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When everything was met, or another run took its place.",
                        null=True,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "enrolment in a curriculum",
                "verbose_name_plural": "enrolments in curricula",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("withdrawn_at", None)),
                        fields=("certification",),
                        name="one_open_enrolment_per_certification",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="certification.curriculumenrolment",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("participation", "Participation"), ("achievement", "Achievement")],
                        default="achievement",
                        max_length=13,
                        verbose_name="level",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="accounts.administration",
                    ),
                ),
                ("awarded_at", models.DateTimeField()),
                (
                    "completed_on",
                    models.DateField(
                        help_text="The day on which the last requirement held, where the administration is."
                    ),
                ),
            ],
            options={
                "verbose_name": "award",
                "verbose_name_plural": "awards",
                "indexes": [models.Index(fields=["administration", "completed_on"], name="awards_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "level"), name="one_award_per_level_and_run")
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="certification.award",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="accounts.administration",
                    ),
                ),
                ("serial", models.CharField(max_length=20, unique=True, verbose_name="serial number")),
                ("holder_name", models.CharField(max_length=200, verbose_name="holder")),
                (
                    "holder_latin_name",
                    models.CharField(blank=True, max_length=200, verbose_name="holder, in Latin letters"),
                ),
                ("administration_name", models.CharField(max_length=200, verbose_name="administration")),
                ("signatory", models.CharField(blank=True, max_length=200, verbose_name="signatory")),
                (
                    "design",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the plain design.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="certification.certificatedesign",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("participation", "Participation"), ("achievement", "Achievement")],
                        default="achievement",
                        max_length=13,
                        verbose_name="level",
                    ),
                ),
                ("curriculum_title", models.CharField(max_length=200, verbose_name="curriculum")),
                ("curriculum_version", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "modules",
                    models.JSONField(
                        help_text="What was required: convention, name and mark of each module.",
                        verbose_name="modules",
                    ),
                ),
                ("issued_at", models.DateTimeField()),
                ("issued_on", models.DateField(verbose_name="issued")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day, where the administration is.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                ("time_zone", models.CharField(max_length=64)),
                ("language", models.CharField(max_length=15)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("in_force", "In force"),
                            ("suspended", "Suspended"),
                            ("revoked", "Revoked"),
                            ("superseded", "Superseded"),
                        ],
                        default="in_force",
                        max_length=10,
                        verbose_name="standing",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="certification.certificate",
                    ),
                ),
                (
                    "pdf",
                    models.CharField(
                        blank=True,
                        help_text="Name in the private storage; empty until it is made.",
                        max_length=200,
                    ),
                ),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "signed_with",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="certification.signingcertificate",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ["-issued_at"],
                "indexes": [
                    models.Index(fields=["administration", "valid_until"], name="certificates_by_end"),
                    models.Index(fields=["administration", "-issued_at"], name="certificates_by_issue"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standing__in", ["in_force", "suspended"])),
                        fields=("award",),
                        name="one_standing_certificate_per_award",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateBundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate_bundles",
                        to="accounts.administration",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="certificates")),
                ("done", models.PositiveIntegerField(default=0, help_text="How many are in the ZIP so far.")),
                (
                    "damaged",
                    models.JSONField(default=list, help_text="Serial numbers whose paper could not be read."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits"),
                            ("running", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                            ("cleared", "Deleted after its time"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "file",
                    models.CharField(
                        blank=True,
                        help_text="Name in the private storage; empty before and after.",
                        max_length=200,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "worked_at",
                    models.DateTimeField(help_text="When the task last said how far it is.", null=True),
                ),
                ("certificates", models.ManyToManyField(related_name="+", to="certification.certificate")),
            ],
            options={
                "verbose_name": "ZIP of certificates",
                "verbose_name_plural": "ZIPs of certificates",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CertificateEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="certification.certificate",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("issued", "Issued"),
                            ("suspended", "Suspended"),
                            ("reinstated", "Reinstated"),
                            ("revoked", "Revoked"),
                            ("replaced", "Replaced"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="certification.certificate",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                (
                    "digest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="certification.digest",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(help_text="When a worker began to send it.", null=True)),
                (
                    "sent_at",
                    models.DateTimeField(
                        help_text="Empty until it was handed to the mail server.", null=True
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at", None)), fields=["made_at"], name="reminders_to_be_sent"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("certificate", "days"), name="one_reminder_per_time")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="certification.curriculumenrolment",
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.requirement",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("signed", "Signed off"), ("not_yet", "Not yet")], max_length=8
                    ),
                ),
                (
                    "seen",
                    models.JSONField(default=list, help_text="The lines of the checklist that were ticked."),
                ),
                ("remark", models.CharField(blank=True, max_length=1000, verbose_name="remark")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "sign-off",
                "verbose_name_plural": "sign-offs",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="certification.award",
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.requirement",
                    ),
                ),
                ("completed_at", models.DateTimeField()),
                (
                    "attempt",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="quizzes.attempt",
                    ),
                ),
                (
                    "grade",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="quizzes.grade",
                    ),
                ),
                ("percent", quizzes.models.fields.FractionField(max_length=80, null=True)),
                (
                    "sign_off",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="certification.signoff",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("award", "requirement"), name="one_evidence_per_requirement"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Supervision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervisions",
                        to="certification.curriculumenrolment",
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.requirement",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("named_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "supervision",
                "verbose_name_plural": "supervisions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "requirement"), name="one_supervisor_per_requirement_of_a_run"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="certification",
            name="certificate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="certification.certificate",
            ),
        ),
    ]
