"""The editors of the kinds of question.

An editor is a StructBlock with two conversions: from the body of a version to the block's raw value, and
from the block's value to a body. Options keep their identity from version to version where their text is
the same, so that what a trainer did not touch stays what it was.
"""

import re
import string

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register as register_adapter
from wagtail.blocks.struct_block import StructBlockAdapter

from reference.rich_text import INLINE_FEATURES, TEXT_FEATURES

EDITORS = {}

_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def editor_of(kind):
    """The editor block of a kind. Raises KeyError for a kind that has none."""
    return EDITORS[kind]


def _register(editor):
    EDITORS[editor.kind] = editor()
    return editor


def _html(value):
    """What the rich text editor holds, without the keys it gives its paragraphs."""
    return _BLOCK_KEY.sub("", value)


def _plain(value):
    return re.sub(r"<[^>]+>", "", _html(value)).strip()


def _with_ids(options, earlier):
    """Give each option the id that an earlier option with the same text had, or the next free letter."""
    known = {}
    for option in earlier:
        known.setdefault(_plain(option["text"]), option["id"])
    taken = set()
    for option in options:
        option_id = known.get(_plain(option["text"]))
        if option_id is not None and option_id not in taken:
            option["id"] = option_id
            taken.add(option_id)
    free = (letter for letter in string.ascii_lowercase if letter not in taken)
    for option in options:
        if "id" not in option:
            option["id"] = next(free)
    return [{"id": option.pop("id"), **option} for option in options]


def _line(**kwargs):
    return blocks.RichTextBlock(features=INLINE_FEATURES, **kwargs)


def _text(**kwargs):
    return blocks.RichTextBlock(features=TEXT_FEATURES, **kwargs)


class QuestionEditor(blocks.StructBlock):
    """What all kinds have: the question before, the explanation after."""

    def to_raw(self, body):
        """The block's raw value for a body."""
        raise NotImplementedError

    def to_body(self, value, earlier):
        """The body for a cleaned value; `earlier` is the body before, or None."""
        raise NotImplementedError


class QuestionEditorAdapter(StructBlockAdapter):
    """Brings the script by which an editor can stand in a form by itself."""

    js_constructor = "quizzes.QuestionEditor"

    @cached_property
    def media(self):
        return super().media + forms.Media(js=["quizzes/question-editor.js"])


register_adapter(QuestionEditorAdapter(), QuestionEditor)


class OptionsEditor(QuestionEditor):
    """What the kinds with options have in common; `verdict` names what tells right from wrong."""

    verdict = ""

    def to_raw(self, body):
        kept = ("text", self.verdict, "feedback")
        return {
            "stem": body["stem"],
            "options": [{name: option[name] for name in kept} for option in body["options"]],
            "shuffle": body["shuffle"],
            "explanation": body["explanation"],
        }

    def to_body(self, value, earlier):
        options = [
            {
                "text": _html(option["text"].source),
                self.verdict: option[self.verdict],
                "feedback": _html(option["feedback"].source),
            }
            for option in value["options"]
        ]
        return {
            "stem": _html(value["stem"].source),
            "explanation": _html(value["explanation"].source),
            "shuffle": value["shuffle"],
            "options": _with_ids(options, earlier["options"] if earlier else []),
        }


class ChoiceOptionBlock(blocks.StructBlock):
    text = _line(label=_("Option"))
    right = blocks.BooleanBlock(label=_("This is the right one"), required=False)
    feedback = _line(label=_("Feedback to who chooses it"))


@_register
class SingleChoiceEditor(OptionsEditor):
    """One of several is right."""

    kind = "single_choice"
    verdict = "right"

    stem = _text(label=_("Question"))
    options = blocks.ListBlock(ChoiceOptionBlock(), label=_("Options"), min_num=2, max_num=8)
    shuffle = blocks.BooleanBlock(label=_("Shuffle the options"), required=False, default=True)
    explanation = _text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Single choice")

    def clean(self, value):
        value = super().clean(value)
        if sum(option["right"] for option in value["options"]) != 1:
            error = ValidationError(_("Mark exactly one option as the right one."))
            raise blocks.StructBlockValidationError({"options": error})
        return value


class WeightedOptionBlock(blocks.StructBlock):
    text = _line(label=_("Option"))
    weight = blocks.RegexBlock(
        regex=r"^-?\d{1,3}(/\d{1,3})?$",
        label=_("Weight"),
        help_text=_("A part of the mark: 1/2, 1/3; below nothing for a wrong one: -1/2."),
        error_messages={"invalid": _("Write a fraction such as 1/2 or -1/2.")},
    )
    feedback = _line(label=_("Feedback to who ticks it"))


@_register
class MultipleChoiceEditor(OptionsEditor):
    """Tick all that apply."""

    kind = "multiple_choice"
    verdict = "weight"

    stem = _text(label=_("Question"))
    options = blocks.ListBlock(WeightedOptionBlock(), label=_("Options"), min_num=2, max_num=10)
    shuffle = blocks.BooleanBlock(label=_("Shuffle the options"), required=False, default=True)
    explanation = _text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Multiple choice")


@_register
class TrueFalseEditor(QuestionEditor):
    """A statement to be judged."""

    kind = "true_false"

    stem = _text(label=_("Statement"))
    answer = blocks.ChoiceBlock(
        label=_("The statement is"), choices=[("true", _("True")), ("false", _("False"))]
    )
    feedback_true = _line(label=_("Feedback to who says true"))
    feedback_false = _line(label=_("Feedback to who says false"))
    explanation = _text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("True or false")

    def to_raw(self, body):
        return {
            "stem": body["stem"],
            "answer": "true" if body["answer"] else "false",
            "feedback_true": body["feedback"]["true"],
            "feedback_false": body["feedback"]["false"],
            "explanation": body["explanation"],
        }

    def to_body(self, value, earlier):
        return {
            "stem": _html(value["stem"].source),
            "explanation": _html(value["explanation"].source),
            "answer": value["answer"] == "true",
            "feedback": {
                "true": _html(value["feedback_true"].source),
                "false": _html(value["feedback_false"].source),
            },
        }


class PromptBlock(blocks.StructBlock):
    text = _line(label=_("Prompt"))
    match = blocks.CharBlock(label=_("Its match"), max_length=200)
    feedback = _line(label=_("Feedback"))


@_register
class MatchingEditor(QuestionEditor):
    """Each prompt has its match in a common list."""

    kind = "matching"

    stem = _text(label=_("Question"))
    prompts = blocks.ListBlock(PromptBlock(), label=_("Prompts"), min_num=2, max_num=10)
    extra = blocks.ListBlock(
        blocks.CharBlock(max_length=200), label=_("Further choices that match nothing"), default=[]
    )
    shuffle = blocks.BooleanBlock(label=_("Shuffle the choices"), required=False, default=True)
    explanation = _text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Matching")

    def to_raw(self, body):
        return {
            "stem": body["stem"],
            "prompts": [
                {key: prompt[key] for key in ("text", "match", "feedback")} for prompt in body["prompts"]
            ],
            "extra": list(body["extra"]),
            "shuffle": body["shuffle"],
            "explanation": body["explanation"],
        }

    def to_body(self, value, earlier):
        prompts = [
            {
                "text": _html(prompt["text"].source),
                "match": prompt["match"],
                "feedback": _html(prompt["feedback"].source),
            }
            for prompt in value["prompts"]
        ]
        return {
            "stem": _html(value["stem"].source),
            "explanation": _html(value["explanation"].source),
            "shuffle": value["shuffle"],
            "prompts": _with_ids(prompts, earlier["prompts"] if earlier else []),
            "extra": list(value["extra"]),
        }
