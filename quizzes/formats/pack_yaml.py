"""questions.yaml of a content pack: questions as text, as data, and as the body of a version.

The form of the file stands in docs/authors/pack-format.md. Rich text is Markdown in the file and
canonical HTML in the data; its links name units, which the caller turns into pages.
"""

import re
from collections import Counter
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError, model_validator

from quizzes.grading import kinds, validate_body
from reference.formats.fields import (
    HTML,
    AnyInline,
    AnyRich,
    Form,
    Inline,
    NeededWords,
    Rich,
    Slug,
    Words,
    data_of,
    natural,
)
from reference.formats.marked_yaml import check, read_yaml, write_yaml
from reference.formats.problems import Problem

_FRACTION = re.compile(r"-?\d{1,4}(/0*[1-9]\d{0,3})?", re.ASCII)

Difficulty = Literal["basic", "applied", "advanced"]
PartId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
Choice = Annotated[NeededWords, Field(max_length=300)]


class QuestionForm(Form):
    """What every question has. `kind` and the fields below it are the kind's own."""

    id: Slug
    kind: str
    objective: Slug
    difficulty: Difficulty
    source: str | None
    where: Annotated[Words, Field(max_length=200)] = ""
    verified: bool
    stem: Rich
    explanation: AnyRich


class OptionForm(Form):
    id: PartId
    text: Inline
    right: bool = False
    feedback: AnyInline


class SingleChoiceForm(QuestionForm):
    kind: Literal["single_choice"]
    shuffle: bool = True
    options: Annotated[list[OptionForm], Field(min_length=2, max_length=26)]

    @model_validator(mode="after")
    def _one_is_right(self):
        _unique([option.id for option in self.options])
        right = sum(option.right for option in self.options)
        if right != 1:
            raise ValueError(f"Exactly one option must have right: true; here {right} have.")
        return self


def _weight(value):
    """A fraction in its one spelling: whole numbers as such, others in lowest terms."""
    text = str(value)
    if not _FRACTION.fullmatch(text) or not -1 <= Fraction(text) <= 1:
        raise ValueError(f"Write the weight as a fraction from -1 to 1, such as 1/2; here it is {text}.")
    weight = Fraction(text)
    return int(weight) if weight.denominator == 1 else str(weight)


Weight = Annotated[str | int, AfterValidator(_weight)]


class WeightedOptionForm(Form):
    id: PartId
    text: Inline
    weight: Weight
    feedback: AnyInline


class MultipleChoiceForm(QuestionForm):
    kind: Literal["multiple_choice"]
    shuffle: bool = True
    options: Annotated[list[WeightedOptionForm], Field(min_length=2, max_length=26)]

    @model_validator(mode="after")
    def _weights_are_fair(self):
        _unique([option.id for option in self.options])
        weights = [Fraction(option.weight) for option in self.options]
        gains = sum((weight for weight in weights if weight > 0), Fraction(0))
        if gains != 1:
            raise ValueError(f"The weights above 0 must sum to 1; here they sum to {gains}.")
        if min(weights) >= 0:
            raise ValueError("At least one wrong option needs a weight below 0.")
        return self


class SaidForm(Form):
    true: AnyRich
    false: AnyRich


class TrueFalseForm(QuestionForm):
    kind: Literal["true_false"]
    answer: bool
    feedback: SaidForm


class PromptForm(Form):
    id: PartId
    text: Inline
    match: Choice
    feedback: AnyInline


class MatchingForm(QuestionForm):
    kind: Literal["matching"]
    shuffle: bool = True
    prompts: Annotated[list[PromptForm], Field(min_length=2, max_length=26)]
    extra: list[Choice] = []

    @model_validator(mode="after")
    def _choices_differ(self):
        _unique([prompt.id for prompt in self.prompts])
        matches = {prompt.match for prompt in self.prompts}
        if matches & set(self.extra) or len(set(self.extra)) != len(self.extra):
            raise ValueError("An extra choice must match no prompt and stand there once.")
        if len(matches) + len(self.extra) < 2:
            raise ValueError("There must be at least two different choices.")
        return self


def _unique(ids):
    twice = sorted(name for name, times in Counter(ids).items() if times > 1)
    if twice:
        raise ValueError(f"The id {', '.join(twice)} stands here twice.")


FORMS: dict[str, type[QuestionForm]] = {
    "single_choice": SingleChoiceForm,
    "multiple_choice": MultipleChoiceForm,
    "true_false": TrueFalseForm,
    "matching": MatchingForm,
}
_SHARED = set(QuestionForm.model_fields)


def read_questions(text, file):
    """(list of question forms with their line as pairs, problems) of the text of a questions.yaml."""
    marked, problems = read_yaml(text, file)
    if marked is None:
        return [], problems
    if marked.data is None:
        return [], []
    if not isinstance(marked.data, list):
        return [], [
            Problem(file, marked.line(), "This file must be a list: every question begins with a hyphen.")
        ]
    questions = []
    for index, data in enumerate(marked.data):
        form, found = _form(data, marked, file, index)
        problems += found
        if form is None:
            continue
        question, found = check(form, data, marked, file, (index,))
        problems += found or _body_problems(question, marked.line(index), file)
        if question is not None:
            questions.append((question, marked.line(index)))
    problems += _repeated(marked, file)
    return sorted(questions, key=lambda pair: order_of(pair[0])), problems


def _form(data, marked, file, index):
    """The form of the kind that a question names."""
    line = marked.line(index)
    if not isinstance(data, dict):
        return None, [Problem(file, line, "A question must be made of fields and values.")]
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in FORMS:
        where = marked.line(index, "kind")
        return None, [Problem(file, where, f"The field kind must be one of {', '.join(FORMS)}.")]
    return FORMS[kind], []


def _body_problems(question, line, file):
    """What the grading rules refuse beyond what the form says."""
    try:
        validate_body(question.kind, body_of(question))
    except ValidationError as error:
        return [Problem(file, line, f"Question {question.id}: {fault['msg']}.") for fault in error.errors()]
    return []


def _repeated(marked, file):
    first, problems = {}, []
    for index, data in enumerate(marked.data):
        name = data.get("id") if isinstance(data, dict) else None
        if not isinstance(name, str):
            continue
        if name in first:
            before = marked.line(first[name], "id")
            problems.append(
                Problem(
                    file,
                    marked.line(index, "id"),
                    f"The id {name} is taken by the question in line {before}.",
                )
            )
        else:
            first[name] = index
    return problems


def order_of(question):
    """Questions stand by objective, then by name: their order carries no meaning."""
    return (natural(question.objective), question.id)


def write_questions(questions, left_out=None):
    """The text of a questions.yaml that read_questions reads back as the same questions."""
    parts = [write_yaml([_data(question, left_out)]) for question in sorted(questions, key=order_of)]
    return "\n".join(parts) if parts else "[]\n"


def _data(question, left_out):
    data = data_of(question, left_out)
    shared = {name: data[name] for name in QuestionForm.model_fields if name in data}
    return shared | data


def body_of(question) -> dict[str, Any]:
    """The body of the kind of question, as a version holds it. Rich text is canonical HTML."""
    body = question.model_dump(exclude=_SHARED - {"stem", "explanation"})
    for option in body.get("options", ()):
        if "weight" in option:
            option["weight"] = str(Fraction(option["weight"]))
    return body


def question_of(*, slug, kind, body, objective, difficulty, source, where, verified):
    """The form of a stored question. Raises pydantic.ValidationError for one that a pack cannot hold."""
    shared = {
        "id": slug,
        "kind": kind,
        "objective": objective,
        "difficulty": difficulty,
        "source": source,
        "where": where,
        "verified": verified,
    }
    own = kinds.get(kind).body(body).model_dump(mode="json")
    return FORMS[kind].model_validate(shared | own, context=HTML)
