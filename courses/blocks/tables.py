"""Comparisons, steps and tables of the Harmonized System."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.prose import InlineRichTextBlock


class ComparisonRowBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What is compared"), max_length=120)
    cells = blocks.ListBlock(
        InlineRichTextBlock(label=_("Cell")), label=_("Cells, one a column"), min_num=2, max_num=4
    )


class ComparisonValue(blocks.StructValue):
    @property
    def labelled_rows(self):
        """Rows whose cells come with the name of their column."""
        return [
            {"label": row["label"], "cells": list(zip(self["columns"], row["cells"], strict=False))}
            for row in self["rows"]
        ]


class ComparisonBlock(blocks.StructBlock):
    """Two to four things side by side. Every row has a cell for every column."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    columns = blocks.ListBlock(blocks.CharBlock(max_length=80), label=_("Columns"), min_num=2, max_num=4)
    rows = blocks.ListBlock(ComparisonRowBlock(), label=_("Rows"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Comparison")
        template = "courses/blocks/comparison.html"
        value_class = ComparisonValue
        preview_value = {
            "title": "Two regimes",
            "columns": ["Appendix I", "Appendix II"],
            "rows": [
                {"label": "Import permit", "cells": ["<p>Always</p>", "<p>Where national law asks</p>"]}
            ],
        }

    def clean(self, value):
        value = super().clean(value)
        if any(len(row["cells"]) != len(value["columns"]) for row in value["rows"]):
            error = ValidationError(_("Give every row one cell for each column."))
            raise blocks.StructBlockValidationError({"rows": error})
        return value


class StepsBlock(blocks.StructBlock):
    """What to do, in order."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    steps = blocks.ListBlock(InlineRichTextBlock(label=_("Step")), label=_("Steps"), min_num=2)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "courses/blocks/steps.html"
        preview_value = {
            "title": "At the counter",
            "steps": ["<p>Ask for the original.</p>", "<p>Count the goods.</p>"],
        }


class HSRowBlock(blocks.StructBlock):
    code = blocks.RegexBlock(
        regex=r"^\d{4}(\.\d{2}){0,2}$",
        label=_("Code"),
        error_messages={"invalid": _("Write the code as 0507 or 0507.10.")},
    )
    description = blocks.CharBlock(label=_("Description"), max_length=300)
    control = blocks.CharBlock(label=_("Control"), max_length=300)
    document = blocks.CharBlock(label=_("Document to ask for"), max_length=300)


class HSTableBlock(blocks.StructBlock):
    """Codes of the Harmonized System with the control and the document."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    edition = blocks.CharBlock(label=_("Edition"), default="HS 2022", max_length=20)
    rows = blocks.ListBlock(HSRowBlock(), label=_("Rows"), min_num=1)

    class Meta:
        icon = "table"
        label = _("HS table")
        template = "courses/blocks/hs_table.html"
        preview_value = {
            "title": "Ivory",
            "edition": "HS 2022",
            "rows": [
                {
                    "code": "0507.10",
                    "description": "Ivory, unworked",
                    "control": "CITES",
                    "document": "CITES permit",
                }
            ],
        }
