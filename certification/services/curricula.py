"""National curricula: publishing versions, enrolling officers."""

from django.db import transaction
from django.db.models import Max

from accounts.models import Administration, Role
from certification.models import (
    Curriculum,
    CurriculumEnrolment,
    CurriculumVersion,
    Requirement,
    RequirementGroup,
)
from certification.services.awarding import try_to_award
from certification.services.certifications import open_certifications


@transaction.atomic
def publish_curriculum(
    *,
    administration,
    slug,
    title,
    modules,
    validity_months,
    renewal_days=90,
    enrols_new_officers=False,
    now,
):
    """Publish a version that asks for all of `modules`: pairs of a module and its least mark.

    The same as the newest version gives that one back and writes none. Officers stay on the version
    they were enrolled on. Raises ValueError for another administration's module, or for none at all.
    """
    modules = list(modules)
    if not modules:
        raise ValueError("A curriculum asks for one module at least.")
    for module, _mark in modules:
        if module.administration_id not in {None, administration.pk}:
            raise ValueError(f"Module {module.slug} belongs to another administration.")
    # The administration's row is the lock: two who publish at once get two numbers.
    Administration.objects.select_for_update().get(pk=administration.pk)
    curriculum, _created = Curriculum.objects.update_or_create(
        administration=administration, slug=slug, defaults={"enrols_new_officers": enrols_new_officers}
    )
    newest = newest_version(curriculum)
    asked = [(module.pk, mark) for module, mark in modules]
    if newest and _same(newest, title, validity_months, renewal_days, asked):
        return newest
    number = curriculum.versions.aggregate(Max("number"))["number__max"] or 0
    version = CurriculumVersion.objects.create(
        curriculum=curriculum,
        number=number + 1,
        title=title,
        validity_months=validity_months,
        renewal_days=renewal_days,
        published_at=now,
    )
    group = RequirementGroup.objects.create(version=version)
    Requirement.objects.bulk_create(
        Requirement(group=group, module_id=module, minimum_mark=mark, order=order)
        for order, (module, mark) in enumerate(asked)
    )
    return version


def newest_version(curriculum):
    """The newest published version of a curriculum, or None."""
    return curriculum.versions.exclude(published_at=None).order_by("-number").first()


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
        administration=membership.administration, enrols_new_officers=True
    ).exclude(
        pk__in=CurriculumEnrolment.objects.filter(officer=membership.user, withdrawn_at=None).values(
            "version__curriculum"
        )
    )
    for curriculum in curricula:
        version = newest_version(curriculum)
        if version is not None:
            enrol(officer=membership.user, version=version, administration=membership.administration, now=now)


def enrol_imported_officers(*, officers, administration, now):
    """Enrol new people, who have finished nothing yet, in the curricula that ask for it."""
    for curriculum in Curriculum.objects.filter(administration=administration, enrols_new_officers=True):
        version = newest_version(curriculum)
        if version is not None:
            open_certifications(officers=officers, curriculum=curriculum, version=version, now=now)


def _same(version, title, validity_months, renewal_days, asked):
    """Whether a version says just this."""
    groups = list(version.groups.all())
    return (
        (version.title, version.validity_months, version.renewal_days)
        == (title, validity_months, renewal_days)
        and len(groups) == 1
        and groups[0].needed is None
        and not groups[0].in_order
        and list(groups[0].requirements.values_list("module", "minimum_mark")) == asked
    )
