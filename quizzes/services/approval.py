"""Deciding on versions that wait: approving, sending back, taking back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from quizzes.models import Proposal, Question


class NotAsShown(Exception):
    """What somebody decides on is not what waits any more. The argument is a sentence for that person."""


@transaction.atomic
def decide(*, proposal, version, user, approved, comment=""):
    """Approve a version that waits, or send it back to its author with a comment.

    `version`: the id of the one that was read. Raises NotAsShown where another waits by now, or none, and
    PermissionDenied for who may not decide on it, its author first of all.
    """
    held = _held(proposal, version)
    state = held.current_workflow_task_state
    if state is None:
        raise NotAsShown(_("This question was sent back to its author. It waits for a new version."))
    state.task.specific.on_action(state, user, "approve" if approved else "reject", comment=comment)


@transaction.atomic
def put_forward_again(*, proposal, version, user):
    """Let a version that was sent back, or whose workflow was stopped, wait for approval as it is.

    Raises NotAsShown, and PermissionDenied for who did not write it.
    """
    held = _held(proposal, version)
    if held.version.author_id != user.pk:
        raise PermissionDenied
    if held.workflow_in_progress:
        raise NotAsShown(_("This question waits for a second person already."))
    held.put_forward(held.version)


@transaction.atomic
def take_back(*, proposal, version, user):
    """Keep the version in force: what waited does so no more. Raises NotAsShown."""
    held = _held(proposal, version)
    if held.question.current_id is None:
        raise NotAsShown(_("This question has no version in force: retire it instead."))
    held.stop_waiting(by=user)


def _held(proposal, version):
    """The row as it is now, its question held, so that writing and deciding come one after the other."""
    Question.objects.select_for_update(no_key=True).get(pk=proposal.question_id)
    held = Proposal.objects.select_related("question", "version__author").get(pk=proposal.pk)
    if not held.waits or held.version_id != version:
        raise NotAsShown(_("This question was changed or decided on since you opened it. Read it again."))
    return held
