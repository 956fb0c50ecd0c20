import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import reference.models.fields


class Migration(migrations.Migration):
    replaces = [
        ("courses", "0001_initial"),
        ("courses", "0002_initial"),
        ("courses", "0003_module_of_a_page_is_given"),
        ("courses", "0004_items_gone_from_a_pack"),
        ("courses", "0005_check_questions_in_full_text"),
        ("courses", "0006_cases_and_summaries_in_lessons"),
        ("courses", "0007_owners_of_objectives_and_sources"),
        ("courses", "0008_scenarios_in_modules"),
        ("courses", "0009_inspections_in_modules"),
        ("courses", "0010_identification_guides"),
        ("courses", "0011_notes_for_classes_and_reading_lists"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0002_squashed_0008_merged_accounts"),
        ("accounts", "__first__"),
        ("exercises", "0001_squashed_0005_where_a_step_led"),
        ("quizzes", "0001_squashed_0008_questions_put_forward"),
        ("reference", "0001_squashed_0007_state_of_the_finder"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="CataloguePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ClassNotePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=210, verbose_name="minutes")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("prose", 0),
                            ("heading", 3),
                            ("callout", 7),
                            ("figure", 12),
                            ("comparison", 21),
                            ("steps", 24),
                        ],
                        block_lookup={
                            0: ("courses.blocks.prose.ProseBlock", (), {}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Section"), ("3", "Subsection")], "label": "Level"},
                            ),
                            2: ("wagtail.blocks.CharBlock", (), {"label": "Text", "max_length": 120}),
                            3: ("wagtail.blocks.StructBlock", [[("level", 1), ("text", 2)]], {}),
                            4: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("law", "What the law says"),
                                        ("safety", "Safety"),
                                        ("practice", "At the counter"),
                                        ("note", "Note"),
                                    ],
                                    "label": "Kind",
                                },
                            ),
                            5: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "superscript",
                                        "subscript",
                                        "lang-la",
                                        "lang-fr",
                                        "lang-es",
                                        "lang-ar",
                                        "lang-ru",
                                        "lang-zh",
                                        "lang-pt",
                                        "lang-el",
                                        "lang-hi",
                                        "lang-th",
                                        "lang-km",
                                        "lang-ta",
                                        "lang-te",
                                        "ol",
                                        "ul",
                                    ],
                                    "label": "Text",
                                },
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Convention, article and year.",
                                    "label": "Source",
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("kind", 4), ("text", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Drawing"}),
                            9: ("wagtail.blocks.CharBlock", (), {"label": "Caption", "max_length": 400}),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "What the pin points at", "max_length": 300},
                            ),
                            11: ("wagtail.blocks.ListBlock", (10,), {"default": [], "label": "Key"}),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("caption", 9), ("key", 11)]],
                                {},
                            ),
                            13: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 160}),
                            14: ("wagtail.blocks.CharBlock", (), {"max_length": 80}),
                            15: (
                                "wagtail.blocks.ListBlock",
                                (14,),
                                {"label": "Columns", "max_num": 4, "min_num": 2},
                            ),
                            16: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "What is compared", "max_length": 120},
                            ),
                            17: ("courses.blocks.prose.InlineRichTextBlock", (), {"label": "Cell"}),
                            18: (
                                "wagtail.blocks.ListBlock",
                                (17,),
                                {"label": "Cells, one a column", "max_num": 4, "min_num": 2},
                            ),
                            19: ("wagtail.blocks.StructBlock", [[("label", 16), ("cells", 18)]], {}),
                            20: ("wagtail.blocks.ListBlock", (19,), {"label": "Rows", "min_num": 1}),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("columns", 15), ("rows", 20)]],
                                {},
                            ),
                            22: ("courses.blocks.prose.InlineRichTextBlock", (), {"label": "Step"}),
                            23: ("wagtail.blocks.ListBlock", (22,), {"label": "Steps", "min_num": 2}),
                            24: ("wagtail.blocks.StructBlock", [[("title", 13), ("steps", 23)]], {}),
                        },
                        verbose_name="body",
                    ),
                ),
            ],
            options={
                "verbose_name": "note for a class",
                "verbose_name_plural": "notes for classes",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="AdministrationPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages",
                        to="accounts.administration",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Module",
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
                    "convention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="modules",
                        to="reference.convention",
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: international.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="modules",
                        to="accounts.administration",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("preparation", "In preparation"), ("open", "Open")],
                        default="preparation",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("minutes", models.PositiveIntegerField(default=0, verbose_name="minutes")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="place in the catalogue")),
                (
                    "objectives",
                    models.ManyToManyField(blank=True, related_name="modules", to="reference.objective"),
                ),
                (
                    "prerequisites",
                    models.ManyToManyField(blank=True, related_name="leads_to", to="courses.module"),
                ),
            ],
            options={
                "verbose_name": "module",
                "verbose_name_plural": "modules",
                "ordering": ["order", "title"],
            },
        ),
        migrations.CreateModel(
            name="ModulePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages",
                        to="courses.module",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="One or two sentences for the catalogue.", verbose_name="summary"
                    ),
                ),
                (
                    "plate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="reference.illustration",
                        verbose_name="drawing",
                    ),
                ),
                ("facts_as_of", models.DateField(blank=True, null=True, verbose_name="facts as of")),
                (
                    "reading",
                    wagtail.fields.StreamField(
                        [("title", 6)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 200}),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Publisher", "max_length": 200, "required": False},
                            ),
                            2: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {"label": "Year", "max_value": 2200, "min_value": 1800, "required": False},
                            ),
                            3: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Language", "max_length": 60, "required": False},
                            ),
                            4: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "An address or a shelf.",
                                    "label": "Where it is found",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "One sentence for an officer.",
                                    "label": "What it is good for",
                                    "max_length": 300,
                                },
                            ),
                            6: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("title", 0),
                                        ("publisher", 1),
                                        ("year", 2),
                                        ("language", 3),
                                        ("location", 4),
                                        ("good_for", 5),
                                    ]
                                ],
                                {},
                            ),
                        },
                        verbose_name="reading list",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="PackRecord",
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
                        help_text="Such as lessons/permit-box-by-box.", max_length=160, verbose_name="item"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("written_at", models.DateTimeField()),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, help_text="When the item was gone from the pack.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "record of a pack's item",
                "verbose_name_plural": "records of packs' items",
                "constraints": [
                    models.UniqueConstraint(fields=("pack", "item"), name="one_record_per_pack_item")
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="courses.module"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, verbose_name="permanent name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lesson", "Lesson"),
                            ("guide", "Identification guide"),
                            ("scenario", "Scenario"),
                            ("inspection", "Inspection"),
                            ("quiz", "Quiz"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("minutes", models.PositiveIntegerField(default=0, verbose_name="minutes")),
                ("required", models.BooleanField(default=True, verbose_name="required")),
                (
                    "quiz",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit",
                        to="quizzes.quiz",
                    ),
                ),
                (
                    "exercise",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit",
                        to="exercises.exercise",
                    ),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="retired")),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ["module", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("module", "slug"), name="one_unit_per_name_in_a_module"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "quiz"), ("quiz__isnull", False)),
                            models.Q(models.Q(("kind", "quiz"), _negated=True), ("quiz__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_quiz_unit_names_its_quiz",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["inspection", "scenario"]), _negated=True),
                            ("exercise__isnull", False),
                            _connector="OR",
                        ),
                        name="a_unit_of_an_exercise_names_it",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "guide")), fields=("module",), name="one_guide_per_module"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GuideEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guide_entries",
                        to="courses.unit",
                    ),
                ),
                ("slug", models.SlugField(max_length=100, verbose_name="permanent name")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="retired")),
            ],
            options={
                "verbose_name": "entry of a guide",
                "verbose_name_plural": "entries of guides",
                "ordering": ["unit", "slug"],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "slug"), name="one_entry_per_name_in_a_guide")
                ],
            },
        ),
        migrations.CreateModel(
            name="DrillTurn",
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
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("what", "What is this?"),
                            ("which", "Which of the two?"),
                            ("controlled", "Controlled or not?"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.guideentry"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.guideentry",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drill_turns",
                        to="courses.unit",
                    ),
                ),
                ("day", models.DateField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "choices",
                    models.JSONField(help_text="What can be answered, in its order: entries, or words."),
                ),
            ],
            options={
                "verbose_name": "card of a day",
                "verbose_name_plural": "cards of a day",
                "ordering": ["day", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("officer", "administration", "unit", "day", "number"),
                        name="one_card_per_place_of_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DrillReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "turn",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="courses.drillturn",
                    ),
                ),
                ("given", models.CharField(max_length=100)),
                ("right", models.BooleanField()),
                ("answered_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "answer to a card",
                "verbose_name_plural": "answers to cards",
                "ordering": ["answered_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GuideEntryPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages",
                        to="courses.guideentry",
                    ),
                ),
                ("group", models.CharField(max_length=50, verbose_name="group")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="place in the guide")),
                (
                    "also",
                    reference.models.fields.LinesField(blank=True, default=list, verbose_name="other names"),
                ),
                (
                    "latin",
                    reference.models.fields.LinesField(
                        blank=True, default=list, verbose_name="scientific names"
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True, help_text="One or two sentences: what it is.", verbose_name="summary"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="reference.illustration",
                        verbose_name="drawing",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=400, verbose_name="caption")),
                ("states", models.JSONField(blank=True, default=dict, verbose_name="what it can show")),
                (
                    "diagnostic",
                    wagtail.fields.StreamField(
                        [("feature", 2)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.TextBlock", (), {"label": "What only this shows"}),
                            1: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {"label": "Drawing", "required": False},
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("text", 0), ("picture", 1)]], {}),
                        },
                        verbose_name="what only this shows",
                    ),
                ),
                (
                    "controlled",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Controlled"), ("depends", "It depends"), ("no", "Not controlled")],
                        help_text="For the drill. Leave it empty where it is not verified.",
                        max_length=8,
                        verbose_name="controlled",
                    ),
                ),
                ("control", models.TextField(blank=True, verbose_name="what the control is")),
                ("document", models.TextField(blank=True, verbose_name="document to ask for")),
                ("action", models.TextField(blank=True, verbose_name="what to do")),
                ("handling", models.TextField(blank=True, verbose_name="hazards and safe handling")),
                (
                    "found_in",
                    reference.models.fields.LinesField(blank=True, default=list, verbose_name="found in"),
                ),
                (
                    "concealment",
                    reference.models.fields.LinesField(
                        blank=True, default=list, verbose_name="how it is hidden"
                    ),
                ),
                (
                    "look_alikes",
                    wagtail.fields.StreamField(
                        [("look_alike", 3)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Its permanent name; leave it empty for what has no entry here.",
                                    "label": "Entry of this guide",
                                    "max_length": 100,
                                    "required": False,
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Or a name", "max_length": 200, "required": False},
                            ),
                            2: ("wagtail.blocks.TextBlock", (), {"label": "How to tell them apart"}),
                            3: (
                                "wagtail.blocks.StructBlock",
                                [[("entry", 0), ("name", 1), ("tell_apart", 2)]],
                                {},
                            ),
                        },
                        verbose_name="look-alikes",
                    ),
                ),
                (
                    "hs",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="One a line; end with “ (not confirmed)” what is not.",
                        verbose_name="HS codes",
                    ),
                ),
                (
                    "cas",
                    reference.models.fields.LinesField(blank=True, default=list, verbose_name="CAS numbers"),
                ),
                (
                    "un",
                    reference.models.fields.LinesField(blank=True, default=list, verbose_name="UN numbers"),
                ),
                (
                    "ashrae",
                    reference.models.fields.LinesField(
                        blank=True, default=list, verbose_name="ASHRAE designations"
                    ),
                ),
                (
                    "appendix",
                    reference.models.fields.LinesField(
                        blank=True, default=list, verbose_name="appendix or annex"
                    ),
                ),
                (
                    "oecd",
                    reference.models.fields.LinesField(blank=True, default=list, verbose_name="OECD codes"),
                ),
                (
                    "waste",
                    reference.models.fields.LinesField(blank=True, default=list, verbose_name="waste codes"),
                ),
                (
                    "other",
                    reference.models.fields.LinesField(blank=True, default=list, verbose_name="other codes"),
                ),
                (
                    "unconfirmed",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="Texts above that are not confirmed, one a line.",
                        verbose_name="not confirmed",
                    ),
                ),
                (
                    "sources",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="Codes of sources of the module, one a line.",
                        verbose_name="sources",
                    ),
                ),
                (
                    "reference",
                    reference.models.fields.LinesField(
                        blank=True,
                        default=list,
                        help_text="Such as species:loxodonta-africana.",
                        verbose_name="rows of the reference tables",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ScenarioPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    models.CharField(
                        blank=True,
                        help_text="One or two sentences.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scenario_pages",
                        to="courses.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="QuizPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quiz_pages",
                        to="courses.unit",
                    ),
                ),
                ("introduction", wagtail.fields.RichTextField(blank=True, verbose_name="introduction")),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="LessonPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lesson_pages",
                        to="courses.unit",
                    ),
                ),
                (
                    "summary",
                    models.CharField(
                        blank=True,
                        help_text="One sentence for lists.",
                        max_length=300,
                        verbose_name="summary",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=15, verbose_name="minutes")),
                (
                    "tools",
                    models.CharField(
                        blank=True,
                        help_text="Separated by commas.",
                        max_length=300,
                        verbose_name="have ready",
                    ),
                ),
                ("facts_as_of", models.DateField(blank=True, null=True, verbose_name="facts as of")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("prose", 0),
                            ("heading", 3),
                            ("callout", 7),
                            ("figure", 12),
                            ("comparison", 21),
                            ("steps", 24),
                            ("check", 33),
                            ("hs_table", 41),
                            ("case", 46),
                            ("summary", 49),
                        ],
                        block_lookup={
                            0: ("courses.blocks.prose.ProseBlock", (), {}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Section"), ("3", "Subsection")], "label": "Level"},
                            ),
                            2: ("wagtail.blocks.CharBlock", (), {"label": "Text", "max_length": 120}),
                            3: ("wagtail.blocks.StructBlock", [[("level", 1), ("text", 2)]], {}),
                            4: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("law", "What the law says"),
                                        ("safety", "Safety"),
                                        ("practice", "At the counter"),
                                        ("note", "Note"),
                                    ],
                                    "label": "Kind",
                                },
                            ),
                            5: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "superscript",
                                        "subscript",
                                        "lang-la",
                                        "lang-fr",
                                        "lang-es",
                                        "lang-ar",
                                        "lang-ru",
                                        "lang-zh",
                                        "lang-pt",
                                        "lang-el",
                                        "lang-hi",
                                        "lang-th",
                                        "lang-km",
                                        "lang-ta",
                                        "lang-te",
                                        "ol",
                                        "ul",
                                    ],
                                    "label": "Text",
                                },
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Convention, article and year.",
                                    "label": "Source",
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("kind", 4), ("text", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Drawing"}),
                            9: ("wagtail.blocks.CharBlock", (), {"label": "Caption", "max_length": 400}),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "What the pin points at", "max_length": 300},
                            ),
                            11: ("wagtail.blocks.ListBlock", (10,), {"default": [], "label": "Key"}),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("caption", 9), ("key", 11)]],
                                {},
                            ),
                            13: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 160}),
                            14: ("wagtail.blocks.CharBlock", (), {"max_length": 80}),
                            15: (
                                "wagtail.blocks.ListBlock",
                                (14,),
                                {"label": "Columns", "max_num": 4, "min_num": 2},
                            ),
                            16: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "What is compared", "max_length": 120},
                            ),
                            17: ("courses.blocks.prose.InlineRichTextBlock", (), {"label": "Cell"}),
                            18: (
                                "wagtail.blocks.ListBlock",
                                (17,),
                                {"label": "Cells, one a column", "max_num": 4, "min_num": 2},
                            ),
                            19: ("wagtail.blocks.StructBlock", [[("label", 16), ("cells", 18)]], {}),
                            20: ("wagtail.blocks.ListBlock", (19,), {"label": "Rows", "min_num": 1}),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("columns", 15), ("rows", 20)]],
                                {},
                            ),
                            22: ("courses.blocks.prose.InlineRichTextBlock", (), {"label": "Step"}),
                            23: ("wagtail.blocks.ListBlock", (22,), {"label": "Steps", "min_num": 2}),
                            24: ("wagtail.blocks.StructBlock", [[("title", 13), ("steps", 23)]], {}),
                            25: (
                                "wagtail.blocks.RegexBlock",
                                (),
                                {
                                    "error_messages": {
                                        "invalid": "Use lower-case letters, digits and hyphens."
                                    },
                                    "label": "Short name, unique in the lesson",
                                    "regex": "^[a-z0-9]+(-[a-z0-9]+)*$",
                                },
                            ),
                            26: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "superscript",
                                        "subscript",
                                        "lang-la",
                                        "lang-fr",
                                        "lang-es",
                                        "lang-ar",
                                        "lang-ru",
                                        "lang-zh",
                                        "lang-pt",
                                        "lang-el",
                                        "lang-hi",
                                        "lang-th",
                                        "lang-km",
                                        "lang-ta",
                                        "lang-te",
                                        "ol",
                                        "ul",
                                    ],
                                    "label": "Question",
                                },
                            ),
                            27: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {"label": "Several are right: tick all", "required": False},
                            ),
                            28: ("courses.blocks.prose.InlineRichTextBlock", (), {"label": "Option"}),
                            29: ("wagtail.blocks.BooleanBlock", (), {"label": "Right", "required": False}),
                            30: ("courses.blocks.prose.InlineRichTextBlock", (), {"label": "Feedback"}),
                            31: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 28), ("right", 29), ("feedback", 30)]],
                                {},
                            ),
                            32: (
                                "wagtail.blocks.ListBlock",
                                (31,),
                                {"label": "Options", "max_num": 6, "min_num": 2},
                            ),
                            33: (
                                "wagtail.blocks.StructBlock",
                                [[("name", 25), ("question", 26), ("multiple", 27), ("options", 32)]],
                                {},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"default": "HS 2022", "label": "Edition", "max_length": 20},
                            ),
                            35: (
                                "wagtail.blocks.RegexBlock",
                                (),
                                {
                                    "error_messages": {"invalid": "Write the code as 0507 or 0507.10."},
                                    "label": "Code",
                                    "regex": "^\\d{4}(\\.\\d{2}){0,2}$",
                                },
                            ),
                            36: ("wagtail.blocks.CharBlock", (), {"label": "Description", "max_length": 300}),
                            37: ("wagtail.blocks.CharBlock", (), {"label": "Control", "max_length": 300}),
                            38: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Document to ask for", "max_length": 300},
                            ),
                            39: (
                                "wagtail.blocks.StructBlock",
                                [[("code", 35), ("description", 36), ("control", 37), ("document", 38)]],
                                {},
                            ),
                            40: ("wagtail.blocks.ListBlock", (39,), {"label": "Rows", "min_num": 1}),
                            41: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("edition", 34), ("rows", 40)]],
                                {},
                            ),
                            42: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Where and when", "max_length": 160, "required": False},
                            ),
                            43: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "superscript",
                                        "subscript",
                                        "lang-la",
                                        "lang-fr",
                                        "lang-es",
                                        "lang-ar",
                                        "lang-ru",
                                        "lang-zh",
                                        "lang-pt",
                                        "lang-el",
                                        "lang-hi",
                                        "lang-th",
                                        "lang-km",
                                        "lang-ta",
                                        "lang-te",
                                        "ol",
                                        "ul",
                                    ],
                                    "label": "What happened",
                                },
                            ),
                            44: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "superscript",
                                        "subscript",
                                        "lang-la",
                                        "lang-fr",
                                        "lang-es",
                                        "lang-ar",
                                        "lang-ru",
                                        "lang-zh",
                                        "lang-pt",
                                        "lang-el",
                                        "lang-hi",
                                        "lang-th",
                                        "lang-km",
                                        "lang-ta",
                                        "lang-te",
                                        "ol",
                                        "ul",
                                    ],
                                    "label": "What to take from it",
                                },
                            ),
                            45: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "The code of a source of this module, or words.",
                                    "label": "Source",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            46: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("title", 13),
                                        ("where", 42),
                                        ("text", 43),
                                        ("lesson", 44),
                                        ("source", 45),
                                    ]
                                ],
                                {},
                            ),
                            47: ("courses.blocks.prose.InlineRichTextBlock", (), {"label": "Point"}),
                            48: (
                                "wagtail.blocks.ListBlock",
                                (47,),
                                {"label": "Points", "max_num": 12, "min_num": 2},
                            ),
                            49: ("wagtail.blocks.StructBlock", [[("points", 48)]], {}),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "objectives",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="lesson_pages",
                        to="reference.objective",
                        verbose_name="objectives",
                    ),
                ),
                (
                    "sources",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="lesson_pages", to="reference.source", verbose_name="sources"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="InspectionPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    models.CharField(
                        blank=True,
                        help_text="One or two sentences.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_pages",
                        to="courses.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="GuidePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guide_pages",
                        to="courses.unit",
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True, help_text="One or two sentences.", verbose_name="introduction"
                    ),
                ),
                (
                    "groups",
                    wagtail.fields.StreamField(
                        [("group", 11)],
                        blank=True,
                        block_lookup={
                            0: ("courses.blocks.guides.PermanentNameBlock", (), {}),
                            1: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 200}),
                            2: ("wagtail.blocks.TextBlock", (), {"label": "Introduction", "required": False}),
                            3: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "One or two plain sentences.",
                                    "label": "How to observe it",
                                    "required": False,
                                },
                            ),
                            4: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {"label": "Drawing", "required": False},
                            ),
                            5: ("wagtail.blocks.CharBlock", (), {"label": "What is seen", "max_length": 200}),
                            6: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {"help_text": "Where words fail.", "label": "Drawing", "required": False},
                            ),
                            7: ("wagtail.blocks.StructBlock", [[("id", 0), ("text", 5), ("picture", 6)]], {}),
                            8: (
                                "wagtail.blocks.ListBlock",
                                (7,),
                                {"help_text": "Two to seven.", "label": "States", "min_num": 1},
                            ),
                            9: (
                                "wagtail.blocks.StructBlock",
                                [[("id", 0), ("title", 1), ("observe", 3), ("picture", 4), ("states", 8)]],
                                {},
                            ),
                            10: (
                                "wagtail.blocks.ListBlock",
                                (9,),
                                {
                                    "default": [],
                                    "help_text": "At most twelve, most telling first.",
                                    "label": "Characters",
                                },
                            ),
                            11: (
                                "wagtail.blocks.StructBlock",
                                [[("id", 0), ("title", 1), ("introduction", 2), ("characters", 10)]],
                                {},
                            ),
                        },
                        verbose_name="groups",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="UnitProgress",
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
                        related_name="unit_progress",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to="courses.unit",
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit_progress",
                        to="accounts.administration",
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "progress in a unit",
                "verbose_name_plural": "progress in units",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("officer", "unit", "administration"),
                        name="one_progress_per_unit_and_administration",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DrillMemory",
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
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("what", "What is this?"),
                            ("which", "Which of the two?"),
                            ("controlled", "Controlled or not?"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.guideentry"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.guideentry",
                    ),
                ),
                ("stability", models.FloatField(help_text="Days.")),
                ("difficulty", models.FloatField()),
                ("due_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "memory of a card",
                "verbose_name_plural": "memories of cards",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("other", None)),
                        fields=("officer", "administration", "kind", "entry"),
                        name="one_memory_per_card",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("other__isnull", False)),
                        fields=("officer", "administration", "kind", "entry", "other"),
                        name="one_memory_per_card_of_a_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "which"), ("other__isnull", False)),
                            models.Q(models.Q(("kind", "which"), _negated=True), ("other", None)),
                            _connector="OR",
                        ),
                        name="a_card_of_a_pair_names_the_other",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ModuleEnrolment",
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
                        related_name="module_enrolments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="courses.module",
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="module_enrolments",
                        to="accounts.administration",
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "enrolment in a module",
                "verbose_name_plural": "enrolments in modules",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("officer", "module", "administration"),
                        name="one_enrolment_per_module_and_administration",
                    )
                ],
            },
        ),
    ]
