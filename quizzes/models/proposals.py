"""What is put forward: a version of a question that waits until a second person approves it."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    RevisionMixin,
    Task,
    TaskState,
    Workflow,
    WorkflowMixin,
    WorkflowState,
    WorkflowTask,
)


class ProposalQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(has_unpublished_changes=True)

    def in_review(self):
        """Those that wait for a decision: not sent back, and not stopped."""
        states = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Proposal),
            object_id=Cast(models.OuterRef("pk"), models.CharField()),
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        return self.waiting().filter(models.Exists(states))


class Proposal(WorkflowMixin, DraftStateMixin, RevisionMixin, models.Model):
    """The place of a question in Wagtail's workflow: `version` is the one put forward last.

    It waits as long as it has unpublished changes. Publishing puts the version in force. The question itself
    is not what Wagtail publishes, since that writes back all fields of the row as they were when it was put
    forward.
    """

    question = models.OneToOneField("quizzes.Question", on_delete=models.PROTECT, related_name="proposal")
    version = models.ForeignKey("quizzes.QuestionVersion", on_delete=models.PROTECT, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("question put forward")
        verbose_name_plural = _("questions put forward")
        ordering = ["pk"]

    def __str__(self):
        return gettext("%(question)s, version %(number)s") % {
            "question": self.question.slug,
            "number": self.version.number,
        }

    @property
    def waits(self):
        """Whether a version waits for approval, or for its author after it was sent back."""
        return self.has_unpublished_changes

    def get_workflow(self):
        """The workflow that is assigned in the settings, if a second person is part of it; else our own."""
        assigned = self.get_default_workflow()
        if assigned and assigned.tasks.filter(pk__in=SecondPerson.objects.filter(active=True)).exists():
            return assigned
        return SecondPerson.own_workflow()

    def put_forward(self, version):
        """Let a version wait; what waited before waits no more."""
        self.stop_waiting(by=version.author)
        self.version = version
        self.save()
        self.save_revision(user=version.author, log_action=False)
        self.get_workflow().start(self, version.author)

    def stop_waiting(self, *, by=None):
        """End the workflow without a decision. Whatever waited does so no more."""
        state = self.current_workflow_state if self.pk else None
        if state is not None:
            state.cancel(user=by)
        if self.has_unpublished_changes:
            self.has_unpublished_changes = False
            self.save(update_fields=["has_unpublished_changes"])

    @transaction.atomic
    def publish(self, revision, user=None, changed=True, log_action=True, previous_revision=None, **kwargs):
        """Put the version of a revision in force. Who may, the tasks of the workflow have decided."""
        super().publish(
            revision,
            user=user,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
            skip_permission_checks=True,
        )
        self.refresh_from_db()
        type(self.question).objects.filter(pk=self.question_id).update(current=self.version)


class SecondPerson(Task):
    """A step of a workflow: who may write in the bank, except the author of the version, approves it."""

    @classmethod
    def get_description(cls):
        return _("Who may write in the bank, except the author of the version, can approve it")

    @classmethod
    @transaction.atomic
    def own_workflow(cls):
        """The workflow of this one step, made when it is first needed."""
        workflow = Workflow.objects.active().filter(workflow_tasks__task__in=cls.objects.filter(active=True))
        found = workflow.order_by("pk").first()
        if found is None:
            task = cls.objects.filter(active=True).order_by("pk").first()
            task = task or cls.objects.create(name=gettext("A second person approves"))
            found = Workflow.objects.create(name=gettext("Review of questions"))
            WorkflowTask.objects.create(workflow=found, task=task, sort_order=0)
        return found

    def get_actions(self, obj, user):
        from quizzes.permissions import may_review

        if not (isinstance(obj, Proposal) and may_review(user, obj)):
            return []
        return [
            ("reject", _("Send back"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Wagtail asks `get_actions` of the object in the address; the state may be that of another."""
        decided = task_state.workflow_state.content_object
        if action_name not in {name for name, _label, _modal in self.get_actions(decided, user)}:
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        from quizzes.permissions import proposals_to_review

        waiting = proposals_to_review(user).annotate(key=Cast("pk", models.CharField())).values("key")
        return TaskState.objects.filter(
            task=self,
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=ContentType.objects.get_for_model(Proposal),
            workflow_state__object_id__in=waiting,
        )

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")
