import uuid

import django.db.models.deletion
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import reference.models.fields
import reference.models.handouts


class Migration(migrations.Migration):
    replaces = [
        ("reference", "0001_initial"),
        ("reference", "0003_handouts"),
        ("reference", "0004_glossary"),
        ("reference", "0005_reference_tables"),
        ("reference", "0006_owners_of_objectives_and_sources"),
        ("reference", "0007_state_of_the_finder"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0002_squashed_0008_merged_accounts"),
        ("accounts", "__first__"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="Convention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=250, verbose_name="full name")),
                ("short_name", models.CharField(max_length=40, verbose_name="short name")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "convention",
                "verbose_name_plural": "conventions",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="FinderState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_state_of_the_finder")
                ],
            },
        ),
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pack",
                    models.SlugField(
                        help_text="The module whose lessons use this term.", verbose_name="pack"
                    ),
                ),
                ("slug", models.SlugField(verbose_name="permanent name")),
                ("term", models.CharField(max_length=100, verbose_name="term")),
                ("also", models.JSONField(blank=True, default=list, verbose_name="other forms")),
                ("meaning", models.CharField(max_length=500, verbose_name="meaning")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="retired")),
            ],
            options={
                "verbose_name": "glossary term",
                "verbose_name_plural": "glossary terms",
                "ordering": ["pack", "slug"],
                "constraints": [models.UniqueConstraint(fields=("pack", "slug"), name="one_term_per_slug")],
            },
        ),
        migrations.CreateModel(
            name="Handout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "file",
                    models.FileField(
                        storage=reference.models.handouts.private_storage,
                        upload_to="handouts",
                        verbose_name="file",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True,
                        help_text=None,
                        through="taggit.TaggedItem",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "permissions": [("choose_document", "Can choose document")],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Illustration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        upload_to=wagtail.images.models.get_upload_to,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, default="", max_length=255, verbose_name="description"),
                ),
                ("width", models.IntegerField(editable=False, verbose_name="width")),
                ("height", models.IntegerField(editable=False, verbose_name="height")),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="created at"),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
                ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="How packs refer to it.",
                        max_length=120,
                        null=True,
                        unique=True,
                        verbose_name="permanent name",
                    ),
                ),
                (
                    "neutral_text",
                    models.TextField(
                        blank=True,
                        help_text="What is to be seen, without giving an answer away.",
                        verbose_name="neutral text",
                    ),
                ),
                (
                    "revealing_text",
                    models.TextField(
                        blank=True, help_text="What it shows and means.", verbose_name="revealing text"
                    ),
                ),
                ("licence", models.CharField(blank=True, max_length=100, verbose_name="licence")),
                ("origin", models.CharField(blank=True, max_length=300, verbose_name="source")),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True,
                        help_text=None,
                        through="taggit.TaggedItem",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "permissions": [("choose_image", "Can choose image")],
                "abstract": False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                (
                    "administration",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose national module it is of. Empty: international.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="accounts.administration",
                    ),
                ),
                (
                    "convention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="reference.convention",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("text", models.CharField(max_length=400, verbose_name="the officer can")),
            ],
            options={
                "verbose_name": "objective",
                "verbose_name_plural": "objectives",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="Source",
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
                        blank=True,
                        help_text="Whose national module lists it. Empty: international.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="accounts.administration",
                    ),
                ),
                (
                    "pack",
                    models.SlugField(
                        help_text="The module whose list names this source.", verbose_name="pack"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("publisher", models.CharField(blank=True, max_length=200, verbose_name="publisher")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                ("location", models.CharField(blank=True, max_length=500, verbose_name="where to find it")),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["pack", "code"],
                "constraints": [models.UniqueConstraint(fields=("pack", "code"), name="one_source_per_code")],
            },
        ),
        migrations.CreateModel(
            name="HsCode",
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
                (
                    "edition",
                    models.CharField(
                        help_text="Such as HS 2022. Rows refer to rows of their own edition.",
                        max_length=40,
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for as long as it is of interest.",
                        null=True,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "effective_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end is known.",
                        null=True,
                        verbose_name="counts until",
                    ),
                ),
                (
                    "pending",
                    models.BooleanField(
                        default=False,
                        help_text="It does not count until it has a date.",
                        verbose_name="adopted, date not known",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"pack": "reference"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.source",
                        verbose_name="source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=False,
                        help_text="Its central claim was confirmed in the source.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "unverified",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One name of a field a line: what is doubtful though the central claim is not.",
                        verbose_name="fields not confirmed",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken out"),
                ),
                (
                    "code",
                    reference.models.fields.CodeField(
                        help_text="Six digits, as 0106.12.",
                        max_length=10,
                        rule="hs_subheading",
                        verbose_name="code",
                    ),
                ),
                ("description", models.CharField(max_length=300, verbose_name="description")),
            ],
            options={
                "verbose_name": "HS code",
                "verbose_name_plural": "HS codes",
                "ordering": ["code", "edition"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_to", None),
                            ("effective_from__lte", models.F("effective_to")),
                            _connector="OR",
                        ),
                        name="hscode_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", False), ("effective_from", None), _connector="OR"),
                        name="hscode_pending_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified", False), ("source__isnull", False), _connector="OR"),
                        name="hscode_verified_has_a_source",
                    ),
                    models.UniqueConstraint(fields=("code", "edition"), name="one_hs_code_per_edition"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organism",
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
                (
                    "edition",
                    models.CharField(
                        help_text="Such as HS 2022. Rows refer to rows of their own edition.",
                        max_length=40,
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for as long as it is of interest.",
                        null=True,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "effective_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end is known.",
                        null=True,
                        verbose_name="counts until",
                    ),
                ),
                (
                    "pending",
                    models.BooleanField(
                        default=False,
                        help_text="It does not count until it has a date.",
                        verbose_name="adopted, date not known",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"pack": "reference"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.source",
                        verbose_name="source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=False,
                        help_text="Its central claim was confirmed in the source.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "unverified",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One name of a field a line: what is doubtful though the central claim is not.",
                        verbose_name="fields not confirmed",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken out"),
                ),
                ("slug", models.SlugField(max_length=80, verbose_name="permanent name")),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisms",
                        to="reference.convention",
                        verbose_name="convention",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="common name")),
                (
                    "scientific_name",
                    models.CharField(blank=True, max_length=200, verbose_name="scientific name"),
                ),
                ("native_to", models.CharField(blank=True, max_length=200, verbose_name="native to")),
                ("introduced_to", models.CharField(blank=True, max_length=300, verbose_name="carried to")),
                (
                    "un_numbers",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="un_number", verbose_name="UN numbers"
                    ),
                ),
                (
                    "hs_codes",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="hs_code", verbose_name="HS codes"
                    ),
                ),
                ("control", models.CharField(blank=True, max_length=500, verbose_name="control")),
            ],
            options={
                "verbose_name": "organism",
                "verbose_name_plural": "organisms",
                "ordering": ["convention__order", "slug", "edition"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_to", None),
                            ("effective_from__lte", models.F("effective_to")),
                            _connector="OR",
                        ),
                        name="organism_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", False), ("effective_from", None), _connector="OR"),
                        name="organism_pending_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified", False), ("source__isnull", False), _connector="OR"),
                        name="organism_verified_has_a_source",
                    ),
                    models.UniqueConstraint(
                        fields=("slug", "edition"), name="one_organism_per_name_and_edition"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatrixRow",
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
                (
                    "edition",
                    models.CharField(
                        help_text="Such as HS 2022. Rows refer to rows of their own edition.",
                        max_length=40,
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for as long as it is of interest.",
                        null=True,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "effective_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end is known.",
                        null=True,
                        verbose_name="counts until",
                    ),
                ),
                (
                    "pending",
                    models.BooleanField(
                        default=False,
                        help_text="It does not count until it has a date.",
                        verbose_name="adopted, date not known",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"pack": "reference"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.source",
                        verbose_name="source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=False,
                        help_text="Its central claim was confirmed in the source.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "unverified",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One name of a field a line: what is doubtful though the central claim is not.",
                        verbose_name="fields not confirmed",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken out"),
                ),
                (
                    "hs",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matrix_rows",
                        to="reference.hscode",
                        verbose_name="HS code",
                    ),
                ),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matrix_rows",
                        to="reference.convention",
                        verbose_name="convention",
                    ),
                ),
                ("goods", models.CharField(max_length=400, verbose_name="goods")),
                ("control", models.CharField(max_length=400, verbose_name="control")),
                ("document", models.CharField(max_length=500, verbose_name="document to ask for")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                (
                    "look_alikes",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One code a line: where the same goods are declared rightly or wrongly.",
                        rule="hs_code",
                        verbose_name="codes to compare",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of the HS matrix",
                "verbose_name_plural": "rows of the HS matrix",
                "ordering": ["hs__code", "edition", "convention__order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_to", None),
                            ("effective_from__lte", models.F("effective_to")),
                            _connector="OR",
                        ),
                        name="matrixrow_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", False), ("effective_from", None), _connector="OR"),
                        name="matrixrow_pending_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified", False), ("source__isnull", False), _connector="OR"),
                        name="matrixrow_verified_has_a_source",
                    ),
                    models.UniqueConstraint(
                        fields=("hs", "convention", "edition"), name="one_matrix_row_per_code"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LmoEvent",
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
                (
                    "edition",
                    models.CharField(
                        help_text="Such as HS 2022. Rows refer to rows of their own edition.",
                        max_length=40,
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for as long as it is of interest.",
                        null=True,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "effective_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end is known.",
                        null=True,
                        verbose_name="counts until",
                    ),
                ),
                (
                    "pending",
                    models.BooleanField(
                        default=False,
                        help_text="It does not count until it has a date.",
                        verbose_name="adopted, date not known",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"pack": "reference"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.source",
                        verbose_name="source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=False,
                        help_text="Its central claim was confirmed in the source.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "unverified",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One name of a field a line: what is doubtful though the central claim is not.",
                        verbose_name="fields not confirmed",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken out"),
                ),
                (
                    "identifier",
                    reference.models.fields.CodeField(
                        max_length=20, rule="unique_identifier", verbose_name="OECD unique identifier"
                    ),
                ),
                (
                    "organism",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="reference.organism",
                        verbose_name="organism",
                    ),
                ),
                ("event", models.CharField(max_length=120, verbose_name="event")),
            ],
            options={
                "verbose_name": "modification",
                "verbose_name_plural": "modifications",
                "ordering": ["organism__slug", "identifier", "edition"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_to", None),
                            ("effective_from__lte", models.F("effective_to")),
                            _connector="OR",
                        ),
                        name="lmoevent_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", False), ("effective_from", None), _connector="OR"),
                        name="lmoevent_pending_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified", False), ("source__isnull", False), _connector="OR"),
                        name="lmoevent_verified_has_a_source",
                    ),
                    models.UniqueConstraint(
                        fields=("identifier", "edition"), name="one_event_per_identifier"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Annex",
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
                (
                    "edition",
                    models.CharField(
                        help_text="Such as HS 2022. Rows refer to rows of their own edition.",
                        max_length=40,
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for as long as it is of interest.",
                        null=True,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "effective_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end is known.",
                        null=True,
                        verbose_name="counts until",
                    ),
                ),
                (
                    "pending",
                    models.BooleanField(
                        default=False,
                        help_text="It does not count until it has a date.",
                        verbose_name="adopted, date not known",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"pack": "reference"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.source",
                        verbose_name="source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=False,
                        help_text="Its central claim was confirmed in the source.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "unverified",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One name of a field a line: what is doubtful though the central claim is not.",
                        verbose_name="fields not confirmed",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken out"),
                ),
                ("slug", models.SlugField(max_length=80, verbose_name="permanent name")),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexes",
                        to="reference.convention",
                        verbose_name="convention",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="title")),
                (
                    "meaning",
                    models.CharField(blank=True, max_length=500, verbose_name="what being listed means"),
                ),
            ],
            options={
                "verbose_name": "annex or appendix",
                "verbose_name_plural": "annexes and appendices",
                "ordering": ["convention__order", "slug", "edition"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_to", None),
                            ("effective_from__lte", models.F("effective_to")),
                            _connector="OR",
                        ),
                        name="annex_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", False), ("effective_from", None), _connector="OR"),
                        name="annex_pending_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified", False), ("source__isnull", False), _connector="OR"),
                        name="annex_verified_has_a_source",
                    ),
                    models.UniqueConstraint(
                        fields=("slug", "edition"), name="one_annex_per_name_and_edition"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Species",
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
                (
                    "edition",
                    models.CharField(
                        help_text="Such as HS 2022. Rows refer to rows of their own edition.",
                        max_length=40,
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for as long as it is of interest.",
                        null=True,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "effective_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end is known.",
                        null=True,
                        verbose_name="counts until",
                    ),
                ),
                (
                    "pending",
                    models.BooleanField(
                        default=False,
                        help_text="It does not count until it has a date.",
                        verbose_name="adopted, date not known",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"pack": "reference"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.source",
                        verbose_name="source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=False,
                        help_text="Its central claim was confirmed in the source.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "unverified",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One name of a field a line: what is doubtful though the central claim is not.",
                        verbose_name="fields not confirmed",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken out"),
                ),
                ("slug", models.SlugField(max_length=80, verbose_name="permanent name")),
                ("scientific_name", models.CharField(max_length=200, verbose_name="scientific name")),
                ("name", models.CharField(max_length=200, verbose_name="common name")),
                ("specimens", models.CharField(blank=True, max_length=200, verbose_name="what is traded")),
                (
                    "hs_codes",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="hs_code", verbose_name="HS codes"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
            ],
            options={
                "verbose_name": "species",
                "verbose_name_plural": "species",
                "ordering": ["scientific_name", "edition"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_to", None),
                            ("effective_from__lte", models.F("effective_to")),
                            _connector="OR",
                        ),
                        name="species_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", False), ("effective_from", None), _connector="OR"),
                        name="species_pending_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified", False), ("source__isnull", False), _connector="OR"),
                        name="species_verified_has_a_source",
                    ),
                    models.UniqueConstraint(
                        fields=("slug", "edition"), name="one_species_per_name_and_edition"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Substance",
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
                (
                    "edition",
                    models.CharField(
                        help_text="Such as HS 2022. Rows refer to rows of their own edition.",
                        max_length=40,
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for as long as it is of interest.",
                        null=True,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "effective_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end is known.",
                        null=True,
                        verbose_name="counts until",
                    ),
                ),
                (
                    "pending",
                    models.BooleanField(
                        default=False,
                        help_text="It does not count until it has a date.",
                        verbose_name="adopted, date not known",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"pack": "reference"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.source",
                        verbose_name="source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=False,
                        help_text="Its central claim was confirmed in the source.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "unverified",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One name of a field a line: what is doubtful though the central claim is not.",
                        verbose_name="fields not confirmed",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken out"),
                ),
                ("slug", models.SlugField(max_length=80, verbose_name="permanent name")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("chemical_name", models.CharField(blank=True, max_length=300, verbose_name="chemical name")),
                (
                    "cas",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="cas_number", verbose_name="CAS numbers"
                    ),
                ),
                (
                    "un_numbers",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="un_number", verbose_name="UN numbers"
                    ),
                ),
                ("ashrae", models.CharField(blank=True, max_length=20, verbose_name="refrigerant number")),
                (
                    "odp",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=7,
                        null=True,
                        verbose_name="ozone-depleting potential",
                    ),
                ),
                (
                    "gwp",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="global warming potential, 100 years",
                    ),
                ),
                (
                    "gwp_basis",
                    models.CharField(blank=True, max_length=120, verbose_name="where this potential is from"),
                ),
                (
                    "safety_class",
                    models.CharField(blank=True, max_length=5, verbose_name="ASHRAE 34 safety class"),
                ),
                (
                    "boiling_point",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=6,
                        null=True,
                        verbose_name="boiling point, °C",
                    ),
                ),
                (
                    "composition",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One component a line, as HFC-125 44. Together 100.",
                        rule="part_of_a_blend",
                        verbose_name="composition, per cent by mass",
                    ),
                ),
                (
                    "hs_codes",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="hs_code", verbose_name="HS codes"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
            ],
            options={
                "verbose_name": "substance",
                "verbose_name_plural": "substances",
                "ordering": ["slug", "edition"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_to", None),
                            ("effective_from__lte", models.F("effective_to")),
                            _connector="OR",
                        ),
                        name="substance_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", False), ("effective_from", None), _connector="OR"),
                        name="substance_pending_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified", False), ("source__isnull", False), _connector="OR"),
                        name="substance_verified_has_a_source",
                    ),
                    models.UniqueConstraint(
                        fields=("slug", "edition"), name="one_substance_per_name_and_edition"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Listing",
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
                (
                    "edition",
                    models.CharField(
                        help_text="Such as HS 2022. Rows refer to rows of their own edition.",
                        max_length=40,
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for as long as it is of interest.",
                        null=True,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "effective_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end is known.",
                        null=True,
                        verbose_name="counts until",
                    ),
                ),
                (
                    "pending",
                    models.BooleanField(
                        default=False,
                        help_text="It does not count until it has a date.",
                        verbose_name="adopted, date not known",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"pack": "reference"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.source",
                        verbose_name="source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=False,
                        help_text="Its central claim was confirmed in the source.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "unverified",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One name of a field a line: what is doubtful though the central claim is not.",
                        verbose_name="fields not confirmed",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken out"),
                ),
                ("slug", models.SlugField(max_length=120, verbose_name="permanent name")),
                (
                    "annex",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="reference.annex",
                        verbose_name="annex",
                    ),
                ),
                (
                    "substance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="reference.substance",
                        verbose_name="substance",
                    ),
                ),
                (
                    "species",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="reference.species",
                        verbose_name="species",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        blank=True,
                        help_text="Populations, forms or uses. Empty: all.",
                        max_length=400,
                        verbose_name="of which",
                    ),
                ),
                ("annotation", models.CharField(blank=True, max_length=400, verbose_name="annotation")),
            ],
            options={
                "verbose_name": "listing",
                "verbose_name_plural": "listings",
                "ordering": ["annex__convention__order", "slug", "edition"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_to", None),
                            ("effective_from__lte", models.F("effective_to")),
                            _connector="OR",
                        ),
                        name="listing_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", False), ("effective_from", None), _connector="OR"),
                        name="listing_pending_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified", False), ("source__isnull", False), _connector="OR"),
                        name="listing_verified_has_a_source",
                    ),
                    models.UniqueConstraint(
                        fields=("slug", "edition"), name="one_listing_per_name_and_edition"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("species__isnull", True), ("substance__isnull", False)),
                            models.Q(("species__isnull", False), ("substance__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_listing_lists_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TableRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pack", models.SlugField(verbose_name="pack")),
                (
                    "item",
                    models.CharField(
                        help_text="Such as hs-codes/0106.12 (HS 2022).", max_length=220, verbose_name="item"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("written_at", models.DateTimeField()),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, help_text="When the row was gone from the pack.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "record of a table's row",
                "verbose_name_plural": "records of tables' rows",
                "constraints": [
                    models.UniqueConstraint(fields=("pack", "item"), name="one_record_per_table_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Waste",
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
                (
                    "edition",
                    models.CharField(
                        help_text="Such as HS 2022. Rows refer to rows of their own edition.",
                        max_length=40,
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for as long as it is of interest.",
                        null=True,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "effective_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end is known.",
                        null=True,
                        verbose_name="counts until",
                    ),
                ),
                (
                    "pending",
                    models.BooleanField(
                        default=False,
                        help_text="It does not count until it has a date.",
                        verbose_name="adopted, date not known",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"pack": "reference"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.source",
                        verbose_name="source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=False,
                        help_text="Its central claim was confirmed in the source.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "unverified",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One name of a field a line: what is doubtful though the central claim is not.",
                        verbose_name="fields not confirmed",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken out"),
                ),
                ("slug", models.SlugField(max_length=80, verbose_name="permanent name")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "entries",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        rule="basel_code",
                        verbose_name="codes of the Basel annexes II, VIII and IX",
                    ),
                ),
                (
                    "y_codes",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="basel_code", verbose_name="Y codes"
                    ),
                ),
                (
                    "h_codes",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="basel_code", verbose_name="H codes"
                    ),
                ),
                (
                    "oecd_codes",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="basel_code", verbose_name="OECD codes"
                    ),
                ),
                (
                    "un_numbers",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="un_number", verbose_name="UN numbers"
                    ),
                ),
                ("un_class", models.CharField(blank=True, max_length=120, verbose_name="transport class")),
                (
                    "cas",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="cas_number", verbose_name="CAS numbers"
                    ),
                ),
                (
                    "hs_codes",
                    reference.models.fields.LinesField(
                        blank=True, default=list, rule="hs_code", verbose_name="HS codes"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="what decides between the codes"
                    ),
                ),
            ],
            options={
                "verbose_name": "waste",
                "verbose_name_plural": "wastes",
                "ordering": ["slug", "edition"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_to", None),
                            ("effective_from__lte", models.F("effective_to")),
                            _connector="OR",
                        ),
                        name="waste_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", False), ("effective_from", None), _connector="OR"),
                        name="waste_pending_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified", False), ("source__isnull", False), _connector="OR"),
                        name="waste_verified_has_a_source",
                    ),
                    models.UniqueConstraint(
                        fields=("slug", "edition"), name="one_waste_per_name_and_edition"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WasteCode",
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
                (
                    "edition",
                    models.CharField(
                        help_text="Such as HS 2022. Rows refer to rows of their own edition.",
                        max_length=40,
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for as long as it is of interest.",
                        null=True,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "effective_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end is known.",
                        null=True,
                        verbose_name="counts until",
                    ),
                ),
                (
                    "pending",
                    models.BooleanField(
                        default=False,
                        help_text="It does not count until it has a date.",
                        verbose_name="adopted, date not known",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"pack": "reference"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.source",
                        verbose_name="source",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="where in the source")),
                (
                    "verified",
                    models.BooleanField(
                        default=False,
                        help_text="Its central claim was confirmed in the source.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "unverified",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One name of a field a line: what is doubtful though the central claim is not.",
                        verbose_name="fields not confirmed",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken out"),
                ),
                (
                    "code",
                    reference.models.fields.CodeField(max_length=10, rule="basel_code", verbose_name="code"),
                ),
                (
                    "annex",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: a code of the OECD.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waste_codes",
                        to="reference.annex",
                        verbose_name="annex",
                    ),
                ),
                ("meaning", models.CharField(max_length=400, verbose_name="meaning")),
            ],
            options={
                "verbose_name": "code of wastes",
                "verbose_name_plural": "codes of wastes",
                "ordering": ["code", "edition"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_to", None),
                            ("effective_from__lte", models.F("effective_to")),
                            _connector="OR",
                        ),
                        name="wastecode_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pending", False), ("effective_from", None), _connector="OR"),
                        name="wastecode_pending_has_no_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified", False), ("source__isnull", False), _connector="OR"),
                        name="wastecode_verified_has_a_source",
                    ),
                    models.UniqueConstraint(fields=("code", "edition"), name="one_waste_code_per_edition"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IllustrationRendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filter_spec", models.CharField(db_index=True, max_length=255)),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        storage=wagtail.images.models.get_rendition_storage,
                        upload_to=wagtail.images.models.get_rendition_upload_to,
                        width_field="width",
                    ),
                ),
                ("width", models.IntegerField(editable=False)),
                ("height", models.IntegerField(editable=False)),
                ("focal_point_key", models.CharField(blank=True, default="", editable=False, max_length=16)),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="reference.illustration",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_filter"
                    )
                ],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ReviewMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.CharField(help_text="Such as hs:0106.12.", max_length=160, verbose_name="row"),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="kind of user")),
                (
                    "user",
                    models.CharField(
                        help_text="The key of the user in its kind.", max_length=200, verbose_name="user"
                    ),
                ),
                ("what", models.TextField(verbose_name="what changed")),
                ("since", models.DateTimeField(verbose_name="since")),
                ("cleared_at", models.DateTimeField(blank=True, null=True, verbose_name="cleared")),
                (
                    "cleared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
            ],
            options={
                "verbose_name": "mark for review",
                "verbose_name_plural": "marks for review",
                "ordering": ["-since", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cleared_at", None)),
                        fields=("row", "kind", "user"),
                        name="one_open_mark_per_row_and_user",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cleared_at", None), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="a_mark_is_cleared_with_a_reason",
                    ),
                ],
            },
        ),
    ]
