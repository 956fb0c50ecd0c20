"""The editor of a question in which to match each prompt with a choice."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.blocks.questions import (
    QuestionEditor,
    html_of,
    list_of,
    register_editor,
    rich_line,
    rich_text,
    with_ids,
)


class PromptBlock(blocks.StructBlock):
    text = rich_line(label=_("Prompt"))
    match = blocks.CharBlock(label=_("Its match"), max_length=200)
    feedback = rich_line(label=_("Feedback"))

    class Meta:
        label_format = _("Prompt: {text}")


@register_editor
class MatchingEditor(QuestionEditor):
    """Each prompt has its match in a common list."""

    kind = "matching"

    stem = rich_text(label=_("Question"))
    prompts = list_of(PromptBlock(), label=_("Prompts"), max_num=10)
    extra = blocks.ListBlock(
        blocks.CharBlock(max_length=200), label=_("Further choices that match nothing"), default=[]
    )
    shuffle = blocks.BooleanBlock(label=_("Shuffle the choices"), required=False, default=True)
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

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
                "text": html_of(prompt["text"].source),
                "match": prompt["match"],
                "feedback": html_of(prompt["feedback"].source),
            }
            for prompt in value["prompts"]
        ]
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "shuffle": value["shuffle"],
            "prompts": with_ids(prompts, earlier["prompts"] if earlier else []),
            "extra": list(value["extra"]),
        }
