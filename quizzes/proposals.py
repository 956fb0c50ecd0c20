"""Questions that wait for a second person, in the Wagtail admin: what is new in them, and the decision."""

import difflib
import random
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from quizzes.authoring import AuthoringView, BankMenuItem, WritersView
from quizzes.figures import Picture, figure_of
from quizzes.formats.pack_yaml import question_of, write_questions
from quizzes.grading import kinds
from quizzes.models import Proposal
from quizzes.permissions import banks_for, may_review, proposals_for, proposals_to_review
from quizzes.services.approval import NotAsShown, decide, put_forward_again, take_back
from reference.models import Illustration

PER_PAGE = 20


# --- what is new ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A line of a question as text. `sign`: "+" new, "-" gone, " " in both."""

    sign: str
    text: str


def lines_of(version):
    """All that a version says, line by line: the text that a pack holds of it."""
    form = question_of(
        slug=version.question.slug,
        kind=version.question.kind,
        body=version.body,
        objective=version.objective.slug,
        difficulty=version.difficulty,
        source=version.source and version.source.code,
        where=version.where,
        verified=version.verified,
        uses=version.uses,
    )
    return write_questions([form]).splitlines()


def changes(before, after):
    """What one version says and another does not, as Rows; all of it where there is none before."""
    earlier = lines_of(before) if before else []
    return [Row(line[0], line[2:]) for line in difflib.ndiff(earlier, lines_of(after)) if line[0] != "?"]


class VersionSheet(AuthoringView):
    """A version as officers meet it, with the review: a page of its own, which others show in a frame."""

    template_name = "quizzes/authoring/version.html"

    def get_context_data(self, **kwargs):
        version = get_object_or_404(
            self.question.versions.select_related("source"), number=self.kwargs["number"]
        )
        kind = kinds.get(self.question.kind)
        body = kind.body(version.body)
        # Where the kind shuffles, the order is one of those that a paper may have.
        order = kind.option_order(body, random.Random(version.pk))  # noqa: S311 (no secret)
        pictures = _pictures(kind.pictures(body, order))
        item = {
            "stem": body.stem,
            "figure": figure_of(kind, body, pictures),
            "pictures": pictures,
            "shown": kind.reviewed(body, order, None),
            "template": f"quizzes/reviews/{kind.kind}.html",
            "source": version.source,
            "where": version.where,
        }
        return super().get_context_data(**kwargs | {"item": item, "version": version})


def _pictures(slugs):
    found = {image.slug: image for image in Illustration.objects.filter(slug__in=slugs)}
    missing = Picture("", _("This picture is missing."), "", 0, 0)
    return [_picture(found[slug]) if slug in found else missing for slug in slugs]


def _picture(image):
    return Picture(
        image.file.url, image.neutral_text, image.revealing_text, round(image.width), round(image.height)
    )


# --- the pages ------------------------------------------------------------------------------------


class ProposalView(WritersView):
    """A page of what waits. What is shown comes out of the person's own banks."""

    header_icon = "check"
    start = ("question_proposals:list", _("Questions to review"))

    @cached_property
    def proposal(self):
        proposals = Proposal.objects.filter(question__bank__in=banks_for(self.request.user).order_by())
        related = ("question__bank", "question__current__objective", "question__current__source")
        related += ("version__objective", "version__source", "version__author")
        return get_object_or_404(proposals.select_related(*related), pk=self.kwargs["pk"])


class ChosenForm(forms.Form):
    """Which of the questions of a page to approve: of each the row, and the version that was read."""

    chosen = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, data, *, proposals):
        super().__init__(data)
        self.proposals = {f"{proposal.pk}-{proposal.version_id}": proposal for proposal in proposals}
        self.fields["chosen"].choices = [(name, name) for name in self.proposals]


class ProposalList(ProposalView):
    """What waits for this person's decision, and what of this person's waits for others."""

    page_title = _("Questions to review")
    template_name = "quizzes/authoring/proposals.html"

    def get_breadcrumbs_items(self):
        return self.crumbs()

    def get_context_data(self, **kwargs):
        related = ("question__bank", "version__author", "version__objective")
        to_review = proposals_to_review(self.request.user).select_related(*related)
        page = Paginator(to_review, PER_PAGE).get_page(self.request.GET.get("p"))
        own = proposals_for(self.request.user).filter(version__author=self.request.user)
        for proposal in page:
            kind = kinds.get(proposal.question.kind)
            proposal.words = kind.stem_text(kind.body(proposal.version.body))
        listed = own.select_related(*related)[:PER_PAGE]
        return super().get_context_data(**{"page": page, "own": listed, "own_number": own.count()} | kwargs)

    def post(self, request, *args, **kwargs):
        """Approve the chosen ones. What was changed since the page was drawn is left as it is, and named."""
        asked = [name.partition("-")[0] for name in request.POST.getlist("chosen")]
        waiting = proposals_to_review(request.user).filter(pk__in=[pk for pk in asked if pk.isdecimal()])
        form = ChosenForm(request.POST, proposals=waiting[:PER_PAGE])
        chosen = [form.proposals[name] for name in request.POST.getlist("chosen") if name in form.proposals]
        approved = 0
        for proposal in chosen:
            try:
                decide(proposal=proposal, version=proposal.version_id, user=request.user, approved=True)
            except (NotAsShown, PermissionDenied):
                continue
            approved += 1
        if approved:
            messages.success(
                request,
                ngettext("%(number)s question is in force.", "%(number)s questions are in force.", approved)
                % {"number": approved},
            )
        if not asked:
            messages.error(request, _("Choose the questions that you have read and approve."))
        elif approved < len(asked):
            messages.error(request, _("Some were changed or decided on meanwhile. They stay as they are."))
        return redirect("question_proposals:list")


class DecisionForm(forms.Form):
    """What becomes of a version that waits. `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Comment to the author"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you send the question back."),
    )

    def __init__(self, *args, decision="", **kwargs):
        self.decision = decision
        super().__init__(*args, **kwargs)

    def clean_comment(self):
        comment = self.cleaned_data["comment"].strip()
        if self.decision == "send_back" and not comment:
            raise forms.ValidationError(_("Say what is to be changed."))
        return comment


class ProposalReview(ProposalView):
    """One question that waits: as officers will meet it, what is new, and the decision."""

    template_name = "quizzes/authoring/proposal.html"

    def get_page_title(self):
        return self.proposal.question.slug

    def get_breadcrumbs_items(self):
        return self.crumbs(("", self.proposal.question.slug))

    def get_context_data(self, **kwargs):
        proposal, question = self.proposal, self.proposal.question
        state = proposal.current_workflow_state if proposal.waits else None
        in_review = state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
        return super().get_context_data(
            **{
                "proposal": proposal,
                "question": question,
                "bank": question.bank,
                "rows": changes(question.current, proposal.version) if proposal.waits else [],
                "sent_back": state.current_task_state if state and not in_review else None,
                "in_review": in_review,
                "may_decide": may_review(self.request.user, proposal),
                "form": DecisionForm(initial={"version": proposal.version_id}),
            }
            | kwargs
        )

    def post(self, request, *args, **kwargs):
        decision = request.POST.get("decision", "")
        form = DecisionForm(request.POST, decision=decision)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        act, done = self._acts().get(decision, (None, ""))
        if act is None:
            raise Http404
        try:
            act(form.cleaned_data)
        except NotAsShown as error:
            messages.error(request, str(error))
            return redirect("question_proposals:edit", self.proposal.pk)
        messages.success(request, done)
        return redirect("question_proposals:list")

    def _acts(self):
        proposal, user = self.proposal, self.request.user

        def deciding(approved):
            return lambda said: decide(
                proposal=proposal,
                version=said["version"],
                user=user,
                approved=approved,
                comment=said["comment"],
            )

        return {
            "approve": (deciding(True), _("The question is in force.")),
            "send_back": (deciding(False), _("The question is sent back to its author.")),
            "again": (
                lambda said: put_forward_again(proposal=proposal, version=said["version"], user=user),
                _("The question waits for a second person again."),
            ),
            "take_back": (
                lambda said: take_back(proposal=proposal, version=said["version"], user=user),
                _("The version in force stays."),
            ),
        }


class ProposalPolicy(BasePermissionPolicy):
    """Who may write in a bank sees what waits in it. Nobody adds or deletes a row by hand."""

    def user_has_permission(self, user, action):
        return action in ("change", "view") and user.is_active and banks_for(user).exists()

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return action in ("change", "view") and banks_for(user).filter(pk=instance.question.bank_id).exists()

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user, actions):
        if not {"change", "view"} & set(actions):
            return Proposal.objects.none()
        return Proposal.objects.filter(question__bank__in=banks_for(user).order_by())

    def users_with_any_permission(self, actions):
        raise NotImplementedError("Nobody asks who may review: a person's own list is asked for.")


class ProposalViewSet(SnippetViewSet):
    """Wagtail's first page and workflow reports find these addresses by their names."""

    model = Proposal
    icon = "check"
    url_namespace = "question_proposals"
    url_prefix = "questions-to-review"
    menu_label = _("Questions to review")
    menu_name = "questions-to-review"
    menu_order = 252
    add_to_admin_menu = True
    menu_item_class = BankMenuItem

    def get_urlpatterns(self):
        return [
            path("", ProposalList.as_view(), name="list"),
            path("<int:pk>/", ProposalReview.as_view(), name="edit"),
            path(
                "<int:pk>/workflow/<slug:action_name>/<int:task_state_id>/",
                self.workflow_action_view,
                name="workflow_action",
            ),
            path(
                "<int:pk>/compare/<str:revision_id_a>/<str:revision_id_b>/",
                ProposalReview.as_view(),
                name="revisions_compare",
            ),
        ]

    def get_permissions_to_register(self):
        """None: who may write in a bank may review in it."""
        return super().get_permissions_to_register().none()

    def register_chooser_viewset(self):
        """Nothing chooses one."""
