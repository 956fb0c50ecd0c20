"""A body through the forms in which people write it, and back."""

from quizzes.blocks import EDITORS
from quizzes.formats.pack_yaml import question_of, read_questions, write_questions
from quizzes.grading import validate_body


def through_yaml(kind, body):
    """The body that is read from the questions.yaml written of it; the text is the same the second time."""
    shared = {"objective": "lo1", "difficulty": "basic", "source": None, "where": "", "verified": True}
    text = write_questions([question_of(slug="q-one", kind=kind, body=body, **shared)])
    questions, problems = read_questions(text, "questions.yaml")
    assert problems == []
    assert write_questions([question for question, _line in questions]) == text
    return validate_body(kind, questions[0][0].body()).model_dump(mode="json")


def through_editor(kind, body):
    """The body that the editor gives when nothing is changed."""
    editor = EDITORS[kind]
    value = editor.clean(editor.to_python(editor.to_raw(body)))
    figure = {"figure": body["figure"]}
    return validate_body(kind, editor.to_body(value, body) | figure).model_dump(mode="json")
