"""The editors of the kinds of question.

An editor is a StructBlock with two conversions: from the body of a version to the block's raw value, and
from the block's value to a body. Options keep their identity from version to version where their text is
the same, so that what a trainer did not touch stays what it was.
"""

import re
import string

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register as register_adapter
from wagtail.blocks.struct_block import StructBlockAdapter
from wagtail.rich_text import RichText

from reference.rich_text import INLINE_FEATURES, TEXT_FEATURES

EDITORS = {}

_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def editor_of(kind):
    """The editor block of a kind. Raises KeyError for a kind that has none."""
    return EDITORS[kind]


def register_editor(editor):
    """Class decorator: the editor of the kind that it names."""
    EDITORS[editor.kind] = editor()
    return editor


def html_of(value):
    """What the rich text editor holds, without the keys it gives its paragraphs."""
    return _BLOCK_KEY.sub("", value)


def _words_of(value):
    return re.sub(r"<[^>]+>", "", html_of(value)).strip()


def with_ids(options, earlier, by="text"):
    """Give each option the id that an earlier option with the same text had, or the next free letter."""
    known, taken = {}, set()
    for option in earlier:
        known.setdefault(_words_of(option[by]), []).append(option["id"])
    for option in options:
        same = known.get(_words_of(option[by]))
        if same:
            option["id"] = same.pop(0)
            taken.add(option["id"])
    free = (letter for letter in string.ascii_lowercase if letter not in taken)
    for option in options:
        if "id" not in option:
            option["id"] = next(free)
    return [{"id": option.pop("id"), **option} for option in options]


class RichLineBlock(blocks.RichTextBlock):
    """One paragraph of rich text. What is typed as several becomes its lines, as in an imported file.

    An option of two paragraphs would not fit into questions.yaml, where it is one paragraph.
    """

    def clean(self, value):
        value = super().clean(value)
        paragraphs = [part for part in _PARAGRAPH.findall(html_of(value.source)) if _words_of(part)]
        return RichText(f"<p>{'<br/>'.join(paragraphs)}</p>") if len(paragraphs) > 1 else value


def rich_line(**kwargs):
    """A block for one paragraph of rich text."""
    return RichLineBlock(features=INLINE_FEATURES, **kwargs)


def rich_text(**kwargs):
    """A block for rich text of several paragraphs."""
    return blocks.RichTextBlock(features=TEXT_FEATURES, **kwargs)


def list_of(row, *, label, max_num, opens_with=2):
    """A list of two rows or more. It opens with as many empty ones, not with a fault."""
    empty = [row.get_default() for _number in range(opens_with)]
    return blocks.ListBlock(row, label=label, default=empty, min_num=2, max_num=max_num)


def list_of_options(option, *, max_num):
    """A list of options. It opens with four empty ones, the usual number, ready to be filled in one go."""
    return list_of(option, label=_("Options"), max_num=max_num, opens_with=4)


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
                "text": html_of(option["text"].source),
                self.verdict: option[self.verdict],
                "feedback": html_of(option["feedback"].source),
            }
            for option in value["options"]
        ]
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "shuffle": value["shuffle"],
            "options": with_ids(options, earlier["options"] if earlier else []),
        }
