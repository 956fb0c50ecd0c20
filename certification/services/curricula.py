"""National curricula: drafts of them, and enrolling officers on what is published."""

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from accounts.models import Administration, Role
from accounts.services.audit import record_act
from certification.models import (
    Certification,
    Curriculum,
    CurriculumEnrolment,
    CurriculumVersion,
    Requirement,
    RequirementGroup,
)
from certification.plans import Asked, Expiry, Group, Known, Plan, Renewal, Stage, faults_of
from certification.services.awarding import try_to_award
from certification.services.certifications import open_certifications
from courses.models import Module, Unit

LONGEST_SLUG = 50


class PlanRefused(Exception):
    """A plan with faults. `problems` are those of certification.plans."""

    def __init__(self, problems):
        super().__init__(", ".join(problem.fault for problem in problems))
        self.problems = problems


class Overtaken(Exception):
    """Somebody has written the curriculum since it was read."""


# --- what is written ------------------------------------------------------------------------------


def known_modules(administration):
    """The modules that a curriculum of an administration may ask for, by id, in the catalogue's order.

    Two queries.
    """
    usable = Q(administration=None) | Q(administration=administration)
    modules = list(Module.objects.filter(usable, status=Module.Status.OPEN))
    pass_marks = dict(
        Unit.objects.in_use()
        .filter(module__in=modules, kind=Unit.Kind.QUIZ, required=True)
        .order_by("order", "pk")
        .values_list("module_id", "quiz__pass_mark")
    )
    return {module.pk: Known(module.title, pass_marks.get(module.pk)) for module in modules}


def titles_of(changes):
    """The titles of the modules that some differences of plans name, by id. One query."""
    names = [change.name for change in changes if isinstance(change.name, int)]
    return dict(Module.objects.filter(pk__in=names).values_list("pk", "title")) if names else {}


def plan_of(version):
    """A version as a plan. Two queries, or none where groups and requirements are prefetched."""
    return Plan(
        title=version.title,
        participation=version.participation,
        expiry_rule=Expiry(version.expiry_rule),
        validity_months=version.validity_months,
        fixed_on=version.fixed_on,
        minimum_active_months=version.minimum_active_months,
        renewal_days=version.renewal_days,
        renewal_path=Renewal(version.renewal_path),
        groups=tuple(
            Group(
                title=group.title,
                stage=Stage(group.stage),
                needed=group.needed,
                in_order=group.in_order,
                paths=frozenset(group.paths),
                asked=tuple(
                    Asked(row.module_id, row.minimum_mark, row.sign_off, tuple(row.checklist))
                    for row in group.requirements.all()
                ),
            )
            for group in version.groups.prefetch_related("requirements")
        ),
    )


def newest_version(curriculum):
    """The newest published version of a curriculum, or None."""
    return curriculum.versions.exclude(published_at=None).order_by("-number").first()


def versions_with_runs(curriculum):
    """The published versions, the newest first, each with `under_way`: how many officers are on it now."""
    running = Count("enrolments", filter=Q(enrolments__ended_at=None, enrolments__withdrawn_at=None))
    return (
        curriculum.versions.exclude(published_at=None)
        .select_related("published_by")
        .annotate(under_way=running)
        .order_by("-number")
    )


def curricula_with_figures(administration):
    """The curricula of an administration, each with `title`, `number` of the newest version, and figures."""
    versions = CurriculumVersion.objects.filter(curriculum=OuterRef("pk"))
    newest = versions.exclude(published_at=None).order_by("-number")
    on_it = Certification.objects.filter(curriculum=OuterRef("pk"), closed_at=None)
    officers = on_it.order_by().values("curriculum").annotate(n=Count("pk")).values("n")
    return (
        Curriculum.objects.filter(administration=administration)
        .annotate(
            title=Coalesce(
                Subquery(newest.values("title")[:1]), Subquery(versions.values("title")[:1]), Value("")
            ),
            number=Subquery(newest.values("number")[:1]),
            drafted=Exists(versions.filter(published_at=None)),
            officers=Coalesce(Subquery(officers), 0),
        )
        .order_by("title", "pk")
    )


@transaction.atomic
def change_settings(*, curriculum, enrols_new_officers, is_closed, by, now):
    """Say whether new officers are enrolled by themselves, and whether anybody can be enrolled at all."""
    curriculum = Curriculum.objects.select_for_update().select_related("administration").get(pk=curriculum.pk)
    before = {"new_officers": curriculum.enrols_new_officers, "closed": curriculum.closed_at is not None}
    after = {"new_officers": enrols_new_officers, "closed": is_closed}
    if before == after:
        return curriculum
    curriculum.enrols_new_officers = enrols_new_officers
    curriculum.closed_at = (curriculum.closed_at or now) if is_closed else None
    curriculum.save(update_fields=["enrols_new_officers", "closed_at"])
    record_act(
        administration=curriculum.administration,
        by=by,
        act="curriculum.changed",
        now=now,
        what=curriculum.slug,
        detail={"before": before, "after": after},
    )
    return curriculum


def draft_of(curriculum):
    """The version that is being composed, or None."""
    return curriculum.versions.filter(published_at=None).first()


@transaction.atomic
def make_curriculum(*, administration, plan, by, now, slug="", enrols_new_officers=False):
    """A new curriculum with its first draft. Raises PlanRefused.

    A given `slug` that is there already gives that curriculum back as it is; without one, the title makes it.
    """
    # The administration's row is the lock: two who make one of the same title at once get two names.
    administration = Administration.objects.select_for_update().get(pk=administration.pk)
    taken = set(administration.curricula.values_list("slug", flat=True))
    if slug in taken:
        return administration.curricula.get(slug=slug)
    curriculum = Curriculum.objects.create(
        administration=administration,
        slug=slug or _free_slug(plan.title, taken),
        enrols_new_officers=enrols_new_officers,
    )
    write_draft(curriculum=curriculum, plan=plan, edition=0, by=by, now=now)
    record_act(administration=administration, by=by, act="curriculum.made", now=now, what=plan.title)
    curriculum.refresh_from_db(fields=["edition"])
    return curriculum


def _free_slug(title, taken):
    """A permanent name out of a title that no other curriculum of the administration has."""
    stem = slugify(title)[: LONGEST_SLUG - 5].strip("-") or "curriculum"
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def write_draft(*, curriculum, plan, edition, by, now):
    """Write the one draft of a curriculum. The same plan as the draft's writes nothing. Returns the draft.

    `edition` is the curriculum's as it was when the plan was read: raises Overtaken where somebody has
    written it since, and PlanRefused for a plan with faults.
    """
    curriculum = Curriculum.objects.select_for_update().select_related("administration").get(pk=curriculum.pk)
    draft = draft_of(curriculum)
    if draft is not None and plan_of(draft) == plan:
        return draft
    if curriculum.edition != edition:
        raise Overtaken
    if faults := faults_of(plan, known_modules(curriculum.administration)):
        raise PlanRefused(faults)
    if draft is None:
        number = curriculum.versions.aggregate(Max("number"))["number__max"] or 0
        draft = CurriculumVersion(curriculum=curriculum, number=number + 1)
    draft.title = plan.title
    draft.participation = plan.participation
    draft.expiry_rule = plan.expiry_rule.value
    draft.validity_months = plan.validity_months
    draft.fixed_on = plan.fixed_on
    draft.minimum_active_months = plan.minimum_active_months
    draft.renewal_days = plan.renewal_days
    draft.renewal_path = plan.renewal_path.value
    draft.written_at, draft.written_by = now, by
    draft.save()
    _write_groups(draft, plan)
    _count_edition(curriculum)
    if edition:
        record_act(
            administration=curriculum.administration,
            by=by,
            act="curriculum.drafted",
            now=now,
            what=f"{plan.title} · {draft.number}",
        )
    return draft


def _write_groups(draft, plan):
    """Lay the groups of a draft anew: nothing points at the rows of a draft."""
    Requirement.objects.filter(group__version=draft).delete()
    draft.groups.all().delete()
    groups = RequirementGroup.objects.bulk_create(
        RequirementGroup(
            version=draft,
            stage=group.stage.value,
            order=order,
            title=group.title,
            needed=group.needed,
            in_order=group.in_order,
            paths=sorted(group.paths),
        )
        for order, group in enumerate(plan.groups)
    )
    Requirement.objects.bulk_create(
        Requirement(
            group=row,
            module_id=asked.module,
            minimum_mark=asked.minimum_mark,
            sign_off=asked.sign_off,
            checklist=list(asked.checklist),
            order=order,
        )
        for row, group in zip(groups, plan.groups, strict=True)
        for order, asked in enumerate(group.asked)
    )


def _count_edition(curriculum):
    curriculum.edition += 1
    curriculum.save(update_fields=["edition"])


@transaction.atomic
def discard_draft(*, curriculum, by, now):
    """Throw the draft away. A curriculum that never was published goes with it; then None is returned."""
    curriculum = Curriculum.objects.select_for_update().select_related("administration").get(pk=curriculum.pk)
    draft = draft_of(curriculum)
    if draft is None:
        return curriculum
    what = f"{draft.title} · {draft.number}"
    Requirement.objects.filter(group__version=draft).delete()
    draft.groups.all().delete()
    draft.delete()
    record_act(
        administration=curriculum.administration, by=by, act="curriculum.discarded", now=now, what=what
    )
    if curriculum.versions.exists() or curriculum.cohorts.exists():
        _count_edition(curriculum)
        return curriculum
    curriculum.delete()
    return None


# --- who is on it ---------------------------------------------------------------------------------


@transaction.atomic
def enrol(*, officer, version, administration, now):
    """Assign a curriculum to an officer on a published version; who is on it already keeps the version.

    What the officer has finished counts at once. Returns the run under way, or the last one. Raises
    ValueError for another administration's version or one that is not published.
    """
    if version.curriculum.administration_id != administration.pk or version.published_at is None:
        raise ValueError(f"Officers of {administration.slug} cannot be enrolled on version {version.pk}.")
    made = open_certifications(officers=[officer], curriculum=version.curriculum, version=version, now=now)
    if made:
        try_to_award(officer=officer, administration=administration, now=now)
    runs = CurriculumEnrolment.objects.filter(
        officer=officer, certification__curriculum=version.curriculum_id
    )
    return runs.latest("enrolled_at", "pk")


def enrol_new_officer(*, membership, now):
    """Enrol a new trainee in the curricula that ask for it, unless already on a version of them."""
    if membership.role != Role.TRAINEE:
        return
    curricula = Curriculum.objects.filter(
        administration=membership.administration, enrols_new_officers=True, closed_at=None
    ).exclude(certifications__officer=membership.user)
    for curriculum in curricula:
        version = newest_version(curriculum)
        if version is not None:
            enrol(officer=membership.user, version=version, administration=membership.administration, now=now)


def enrol_imported_officers(*, officers, administration, now):
    """Enrol new people, who have finished nothing yet, in the curricula that ask for it."""
    for curriculum in Curriculum.objects.filter(
        administration=administration, enrols_new_officers=True, closed_at=None
    ):
        version = newest_version(curriculum)
        if version is not None:
            open_certifications(officers=officers, curriculum=curriculum, version=version, now=now)
