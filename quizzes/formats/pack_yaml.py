"""questions.yaml of a content pack: questions as text, as data, and as the body of a version.

The form of the file stands in docs/authors/pack-format.md. Rich text is Markdown in the file and
canonical HTML in the data; its links name units, which the caller turns into pages.
"""

from collections import Counter
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, ValidationError

from quizzes.grading import kinds, validate_body
from reference.formats.fields import (
    HTML,
    AnyRich,
    Form,
    Rich,
    Slug,
    Words,
    data_of,
    natural,
)
from reference.formats.marked_yaml import check, read_yaml, write_yaml
from reference.formats.problems import Problem
from reference.uses import row_name

Difficulty = Literal["basic", "applied", "advanced"]
PartId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
RowName = Annotated[str, AfterValidator(row_name)]


def _each_once(names):
    """Names of rows of the reference tables, in one order: it carries no meaning."""
    if len(set(names)) != len(names):
        raise ValueError("A row stands here twice.")
    return sorted(names, key=natural)


class QuestionForm(Form):
    """What every question has. `kind` and the fields below it are the kind's own."""

    id: Slug
    kind: str
    objective: Slug
    difficulty: Difficulty
    source: str | None
    where: Annotated[Words, Field(max_length=200)] = ""
    verified: bool
    excludes: Annotated[Words, Field(max_length=120)] = ""
    uses: Annotated[list[RowName], AfterValidator(_each_once)] = []
    stem: Rich
    explanation: AnyRich
    figure: Slug | Literal[""] = ""

    def body(self):
        """What a version holds of this question as its body."""
        return self.model_dump(exclude=_SHARED - {"stem", "explanation", "figure"})

    def pictures(self):
        """The slugs of the drawings that the question shows."""
        kind = kinds.get(self.kind)
        return kind.pictures(kind.body(self.body()))


def unique(ids):
    """Raises ValueError naming the ids that stand there twice."""
    twice = sorted(name for name, times in Counter(ids).items() if times > 1)
    if twice:
        raise ValueError(f"The id {', '.join(twice)} stands here twice.")


FORMS: dict[str, type[QuestionForm]] = {}


def register_form(form):
    """Class decorator: the form of the kind that the field `kind` names."""
    (kind,) = get_args(form.model_fields["kind"].annotation)
    FORMS[kind] = form
    return form


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
        validate_body(question.kind, question.body())
    except ValidationError as error:
        said = [fault["msg"].rstrip(".") for fault in error.errors()]
        return [Problem(file, line, f"Question {question.id}: {one}.") for one in said]
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


def question_of(*, slug, kind, body, objective, difficulty, source, where, verified, excludes="", uses=()):
    """The form of a stored question. Raises pydantic.ValidationError for one that a pack cannot hold."""
    shared = {
        "id": slug,
        "kind": kind,
        "objective": objective,
        "difficulty": difficulty,
        "source": source,
        "where": where,
        "verified": verified,
        "excludes": excludes,
        "uses": list(uses),
    }
    own = kinds.get(kind).body(body).model_dump(mode="json")
    return FORMS[kind].model_validate(shared | own, context=HTML)
