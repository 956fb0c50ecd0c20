"""Writing questions. An edit writes a version; nothing written is ever changed.

A version is in force at once, or waits until a second person has approved it (quizzes.models.Proposal).
"""

from django.db import transaction
from django.db.models import Max

from quizzes.grading import kinds
from quizzes.models import Proposal, Question, QuestionVersion, Rivalry

CONTENT = ("objective_id", "difficulty", "source_id", "where", "verified", "uses")


def stored_body(kind, body):
    """A body as the database holds it. Raises pydantic.ValidationError, UnknownKind."""
    return kinds.validate_body(kind, body).model_dump(mode="json")


def _content(version, kind):
    """What tells one version from another. A body written before its kind had a field equals one without."""
    return [getattr(version, name) for name in CONTENT] + [stored_body(kind, version.body)]


@transaction.atomic
def create_question(*, bank, slug, kind, body, waits=False, **content):
    """A question with its first version. `content` and errors as for `write_version`; IntegrityError."""
    stored_body(kind, body)
    question = Question.objects.create(bank=bank, slug=slug, kind=kind)
    write_version(question=question, body=body, waits=waits, **content)
    return question


@transaction.atomic
def write_version(
    *,
    question,
    body,
    objective,
    difficulty,
    source=None,
    where="",
    verified=True,
    uses=(),
    author=None,
    reason="",
    now,
    waits=False,
):
    """Write the next version, in force from now on unless it `waits`.

    Content equal to that of the version in force (or, if it waits, of the latest one) writes nothing and
    returns that. Running and finished attempts keep the versions on their papers.
    Raises pydantic.ValidationError, UnknownKind.
    """
    held = (
        Question.objects.select_for_update(no_key=True, of=("self",))
        .select_related("current", "proposal__version")
        .get(pk=question.pk)
    )
    version = QuestionVersion(
        question=held,
        number=1 + (held.versions.aggregate(Max("number"))["number__max"] or 0),
        objective=objective,
        difficulty=difficulty,
        source=source,
        where=where,
        verified=verified,
        uses=list(uses),
        body=stored_body(held.kind, body),
        author=author,
        reason=reason,
        created_at=now,
    )
    before = held.latest if waits else held.current
    if before and _content(before, held.kind) == _content(version, held.kind):
        question.current = held.current
        return before
    version.save()
    if waits:
        proposal = getattr(held, "proposal", None) or Proposal(question=held, version=version, live=False)
        proposal.put_forward(version)
        question.proposal = proposal
        return version
    if held.waiting:
        held.proposal.stop_waiting(by=author)
    held.current = question.current = version
    held.save(update_fields=["current"])
    return version


@transaction.atomic
def retire_question(*, question, now):
    """Draw a question no more. Retiring a retired one keeps its first date."""
    held = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    if held.retired_at is None:
        held.retired_at = now
        held.save(update_fields=["retired_at"])
    question.retired_at = held.retired_at
    return held


@transaction.atomic
def restore_question(*, question):
    """Draw a retired question again."""
    held = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    if held.retired_at is not None:
        held.retired_at = None
        held.save(update_fields=["retired_at"])
    question.retired_at = None
    return held


@transaction.atomic
def set_rivalry(*, question, name):
    """Put a question into the set of this name, which exclude each other on a paper; empty: into none."""
    held = Question.objects.select_for_update(no_key=True, of=("self",)).get(pk=question.pk)
    rivalry = Rivalry.objects.get_or_create(bank=held.bank, name=name)[0] if name else None
    if held.rivalry_id != (rivalry.pk if rivalry else None):
        held.rivalry = question.rivalry = rivalry
        held.save(update_fields=["rivalry"])
    return held


@transaction.atomic
def write_rivalry(*, bank, name, questions, rivalry=None):
    """A set of questions that exclude each other, new or under its name from now on: these and no others."""
    if rivalry is None:
        rivalry = Rivalry.objects.create(bank=bank, name=name)
    elif rivalry.name != name:
        rivalry.name = name
        rivalry.save(update_fields=["name"])
    chosen = [question.pk for question in questions]
    Question.objects.filter(rivalry=rivalry).exclude(pk__in=chosen).update(rivalry=None)
    Question.objects.filter(bank=bank, pk__in=chosen).update(rivalry=rivalry)
    return rivalry
