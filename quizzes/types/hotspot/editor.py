"""The editor of a question in which to choose regions of a figure."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter
from pydantic import ValidationError as ShapeError
from wagtail import blocks
from wagtail.admin.telepath import register as register_adapter

from quizzes.blocks.questions import (
    QuestionEditor,
    QuestionEditorAdapter,
    html_of,
    list_of,
    register_editor,
    rich_line,
    rich_text,
    with_ids,
)
from quizzes.types.hotspot.grading import MOST_REGIONS, Shape

SHAPES = TypeAdapter(Shape)
# What the numbers of a shape are called, in the order in which they are typed.
NUMBERS = {"rect": ("x", "y", "width", "height"), "circle": ("x", "y", "r")}


def written_shape(shape):
    """(kind, numbers) of a stored shape, as a trainer types them."""
    if shape["kind"] == "polygon":
        return "polygon", ", ".join(" ".join(point) for point in shape["points"])
    return shape["kind"], " ".join(shape[name] for name in NUMBERS[shape["kind"]])


def read_shape(kind, numbers):
    """The shape behind what a trainer typed, as a body holds it. Raises ValidationError in words."""
    if kind == "polygon":
        found = {"points": [point.split() for point in numbers.split(",") if point.strip()]}
    else:
        values = numbers.replace(",", " ").split()
        if len(values) != len(NUMBERS[kind]):
            raise ValidationError(
                _("A rectangle has four numbers: left, top, width, height.")
                if kind == "rect"
                else _("A circle has three numbers: from the left, from the top, radius.")
            )
        found = dict(zip(NUMBERS[kind], values, strict=True))
    try:
        return SHAPES.validate_python({"kind": kind} | found).model_dump(mode="json")
    except ShapeError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise ValidationError(said[:1].upper() + said[1:] + ".") from error


class RegionBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        label=_("Where it lies"),
        max_length=200,
        help_text=_(
            "Neutral words that are read beside the picture during the question: upper left, below the stamp."
        ),
    )
    label = blocks.CharBlock(label=_("What it is, shown in the review"), max_length=200)
    kind = blocks.ChoiceBlock(
        label=_("Shape"),
        choices=[("rect", _("Rectangle")), ("circle", _("Circle")), ("polygon", _("Polygon"))],
        default="rect",
    )
    numbers = blocks.CharBlock(
        label=_("Place, in per cent of the picture"),
        max_length=400,
        help_text=_(
            "Rectangle: left, top, width, height, such as 10 20 30 15. Circle: from the left, from the top, "
            "radius. Polygon: points parted by commas, such as 10 10, 40 10, 25 30."
        ),
    )
    weight = blocks.RegexBlock(
        regex=r"^-?\d{1,3}(/\d{1,3})?$",
        label=_("Weight"),
        help_text=_(
            "One region: 1 for the right one, 0 for the others. Several: fractions such as 1/2, -1/2."
        ),
        error_messages={"invalid": _("Write a fraction such as 1/2 or -1/2.")},
    )
    feedback = rich_line(label=_("Feedback to who chooses it"))

    def clean(self, value):
        value = super().clean(value)
        try:
            read_shape(value["kind"], value["numbers"])
        except ValidationError as error:
            raise blocks.StructBlockValidationError({"numbers": error}) from error
        return value


@register_editor
class HotspotEditor(QuestionEditor):
    """Regions of the figure. The page numbers them by where they lie."""

    kind = "hotspot"

    stem = rich_text(label=_("Question"))
    select = blocks.ChoiceBlock(
        label=_("The officer chooses"), choices=[("one", _("One region")), ("many", _("All that apply"))]
    )
    regions = list_of(RegionBlock(), label=_("Regions"), max_num=MOST_REGIONS)
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Hotspot on a figure")

    def to_raw(self, body):
        regions = []
        for region in body["regions"]:
            kind, numbers = written_shape(region["shape"])
            kept = {name: region[name] for name in ("name", "label", "weight", "feedback")}
            regions.append(kept | {"kind": kind, "numbers": numbers})
        return {
            "stem": body["stem"],
            "select": body["select"],
            "regions": regions,
            "explanation": body["explanation"],
        }

    def to_body(self, value, earlier):
        regions = [
            {
                "name": region["name"],
                "label": region["label"],
                "shape": read_shape(region["kind"], region["numbers"]),
                "weight": region["weight"],
                "feedback": html_of(region["feedback"].source),
            }
            for region in value["regions"]
        ]
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "select": value["select"],
            "regions": with_ids(regions, earlier["regions"] if earlier else [], by="name"),
        }


class HotspotEditorAdapter(QuestionEditorAdapter):
    """Brings the script that draws the regions over the chosen figure while they are typed."""

    @cached_property
    def media(self):
        return super().media + forms.Media(
            js=["quizzes/regions-preview.js"], css={"all": ["quizzes/regions-preview.css"]}
        )


register_adapter(HotspotEditorAdapter(), HotspotEditor)
