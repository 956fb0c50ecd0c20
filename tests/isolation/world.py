"""Two administrations. Everything of the first bears its marker, so that a leak of any kind is seen."""

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.models import Page, UploadedFile, Workflow, WorkflowPage

from accounts.models import Role
from accounts.services.administrations import create_administration
from accounts.services.imports import preview_import
from accounts.services.links import make_sign_in_link
from accounts.services.members import add_member
from accounts.services.moves import let_go
from certification.models import Certificate
from certification.plans import Asked, Group, Plan
from certification.services.bundles import make_bundle, order_bundle
from certification.services.cohorts import make_cohort
from certification.services.curricula import enrol, make_curriculum, write_draft
from certification.services.designs import TEXTS, draft_design, publish_design
from certification.services.enrolling import enrol_officers
from certification.services.pictures import clean_picture, keep_picture
from certification.services.publishing import publish
from certification.services.supervision import asked_sign_offs, name_supervisor
from courses.guide_contents import fields_of_entry, fields_of_head, guide_of
from courses.guides.forms import GuideForm
from courses.models import (
    AdministrationPage,
    GuideEntry,
    GuideEntryPage,
    GuidePage,
    InspectionPage,
    LessonPage,
    Module,
    ModulePage,
    ScenarioPage,
    Unit,
)
from courses.services.drills import answer, draw_day
from courses.services.progress import complete_unit, start_module
from exercises.models import Exercise
from exercises.services.inspections import begin_round, hand_in, save_flags, write_inspection_version
from exercises.services.scenarios import decide, start_run, write_scenario_version
from quizzes.models import Bank, Proposal, Rivalry
from quizzes.services.accommodations import accommodate
from quizzes.services.attempts import save_answer, start_attempt, submit_attempt
from quizzes.services.questions import write_version
from quizzes.services.regrading import apply_correction
from quizzes.services.sittings import open_sitting
from reference.models import GlossaryTerm, Handout, Illustration
from tests.certification.papers_for_tests import picture
from tests.exercises.scenarios.scenarios_for_tests import example
from tests.factories import (
    JoinCodeFactory,
    OfficeFactory,
    QuestionVersionFactory,
    QuizFactory,
    SignUpRequestFactory,
    UserFactory,
    quiz_with,
    single_choice_body,
)

MARKER = "Zanzimark"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>'


@dataclass
class Land:
    """One administration with its people and, for the first, its possessions."""

    administration: object
    people: dict = field(default_factory=dict)
    things: dict = field(default_factory=dict)


def make_land(name):
    """An administration with a trainee, a trainer and a coordinator, all named after it."""
    slug = name.lower()
    land = Land(create_administration(slug=slug, name=f"{name} Customs", signatory=f"{name} Director"))
    office = OfficeFactory(administration=land.administration, name=f"{name} port")
    for number, role in enumerate(Role.values, start=1):
        person = UserFactory(name=f"{name} {role}", email=f"{role}@{slug}.example")
        add_member(
            user=person,
            administration=land.administration,
            role=role,
            office=office,
            staff_number=f"{name}-{number}",
            since=timezone.localdate() - timedelta(days=1),
        )
        land.people[role] = person
    return land


def fill(land):
    """Give a land one of everything that belongs to an administration."""
    now = timezone.now()
    administration, officer = land.administration, land.people[Role.TRAINEE]
    things = land.things
    quiz = quiz_with(1, title=f"{MARKER} examination", administration=administration)
    module = Module.objects.create(
        slug="zanzimark-module",
        title=f"{MARKER} module",
        administration=administration,
        status=Module.Status.OPEN,
    )
    Unit.objects.create(module=module, slug="final", kind=Unit.Kind.QUIZ, title=f"{MARKER} final", quiz=quiz)
    GlossaryTerm.objects.create(
        pack=module.slug, slug="term", term=f"{MARKER} term", meaning=f"{MARKER} meaning"
    )
    lesson_unit = Unit.objects.create(
        module=module, slug="lesson", kind=Unit.Kind.LESSON, title=f"{MARKER} lesson"
    )
    national = AdministrationPage.objects.get(administration=administration)
    module_page = national.add_child(
        instance=ModulePage(
            title=f"{MARKER} module", slug="zanzimark", module=module, summary=f"{MARKER} summary"
        )
    )
    lesson_page = module_page.add_child(
        instance=LessonPage(
            title=f"{MARKER} lesson",
            slug="lesson",
            unit=lesson_unit,
            body=[{"type": "prose", "value": f"<p>{MARKER} text</p>"}],
        )
    )
    for page in (module_page, lesson_page):
        page.save_revision(user=land.people[Role.TRAINER]).publish()
    draft = lesson_page.save_revision(user=land.people[Role.TRAINER])
    workflow = Workflow.objects.first()
    WorkflowPage.objects.get_or_create(page=national, defaults={"workflow": workflow})
    state = workflow.start(Page.objects.get(pk=lesson_page.pk), land.people[Role.TRAINER])
    things.update(
        national=national,
        module=module,
        module_page=module_page,
        lesson_page=lesson_page,
        lesson_unit=lesson_unit,
        revision=draft,
        workflow=workflow,
        workflow_state=state,
        task_state=state.current_task_state,
        task=state.current_task_state.task,
        image=Illustration.objects.create(
            title=f"{MARKER} image",
            slug="stamp-in-box",
            neutral_text=f"{MARKER} stamp",
            file=ImageFile(ContentFile(SVG, name="zanzimark.svg"), name="zanzimark.svg"),
            collection=administration.collection,
            width=10,
            height=10,
        ),
        document=Handout.objects.create(
            title=f"{MARKER} document",
            file=ContentFile(f"{MARKER} document".encode(), name="zanzimark.txt"),
            collection=administration.collection,
        ),
        uploaded=UploadedFile.objects.create(
            file=ContentFile(b"x", name="zanzimark.txt"), uploaded_by_user=land.people[Role.TRAINER]
        ),
        bank=Bank.objects.get(administration=administration),
    )
    things["version"] = QuestionVersionFactory(
        question__bank=things["bank"],
        question__slug="zanzimark-question",
        objective__text=f"{MARKER} objective",
    )
    things["correction"] = apply_correction(
        version=things["version"],
        way="full",
        by=land.people[Role.TRAINER],
        reason=f"{MARKER} reason",
        now=now,
    ).correction
    things["rivalry"] = Rivalry.objects.create(bank=things["bank"], name=f"{MARKER} set")
    write_version(
        question=things["version"].question,
        body=single_choice_body() | {"stem": f"<p>{MARKER} next</p>"},
        objective=things["version"].objective,
        difficulty="basic",
        author=land.people[Role.TRAINER],
        reason=f"{MARKER} reason",
        now=now,
        waits=True,
    )
    things["proposal"] = Proposal.objects.get()
    things["own_quiz"] = QuizFactory(
        title=f"{MARKER} practice", bank=things["bank"], administration=administration
    )
    things["design"] = design_for(land, now)
    curriculum = make_curriculum(
        administration=administration,
        slug="zanzimark",
        plan=Plan(
            title=f"{MARKER} curriculum",
            groups=(Group(asked=(Asked(module=module.pk, minimum_mark=80),)),),
            validity_months=12,
            renewal_days=30,
        ),
        by=land.people[Role.COORDINATOR],
        now=now,
    )
    version = publish(
        curriculum=curriculum, edition=curriculum.edition, by=land.people[Role.COORDINATOR], now=now
    )
    enrol(officer=officer, version=version, administration=administration, now=now)
    lay_curriculum(land, module, now)
    start_module(officer=officer, module=module, administration=administration, now=now)
    complete_unit(officer=officer, unit=lesson_unit, administration=administration, now=now)
    attempt = start_attempt(quiz=quiz, officer=officer, administration=administration, now=now)
    save_answer(item=attempt.items.get(), client="tests", number=1, answer="a", client_time=None, now=now)
    things["attempt"] = submit_attempt(attempt=attempt, now=now)
    things["certificate"] = Certificate.objects.get(officer=officer)
    things["link"] = make_sign_in_link(
        user=officer, administration=administration, by=land.people[Role.COORDINATOR], now=now
    )
    things["open_attempt"] = start_attempt(quiz=quiz, officer=officer, administration=administration, now=now)
    things["join_code"] = JoinCodeFactory(administration=administration, code="ZANZIMARK-1")
    things["sign_up"] = SignUpRequestFactory(join_code=things["join_code"], user__name=f"{MARKER} applicant")
    things["import"] = preview_import(
        administration=administration,
        data=f"Name,Staff number\n{MARKER} newcomer,Z9\n{MARKER} bad,\n".encode(),
        file_name=f"{MARKER}.csv",
        by=land.people[Role.COORDINATOR],
        now=now,
    )
    things["former"], things["twin"] = (
        _member(land, f"{MARKER} former", "F1"),
        _member(land, f"{MARKER} Trainee", "T1"),
    )
    let_go(
        officer=things["former"],
        administration=administration,
        last_day=timezone.localdate() - timedelta(days=1),
        reason=f"{MARKER} retired",
        by=land.people[Role.COORDINATOR],
        now=now,
    )
    things["bundle"] = order_bundle(
        certificates=Certificate.objects.all(),
        administration=administration,
        by=land.people[Role.COORDINATOR],
        now=now,
    )
    make_bundle(things["bundle"], now=now)
    things["sitting"] = open_sitting(
        quiz=quiz,
        administration=administration,
        place=f"{MARKER} hall",
        networks=[],
        opens_at=now,
        closes_at=now + timedelta(hours=1),
        by=land.people[Role.COORDINATOR],
        now=now,
    )
    accommodate(
        quiz=quiz,
        officer=officer,
        administration=administration,
        extra_minutes=10,
        further_attempts=1,
        reason=f"{MARKER} reason",
        by=land.people[Role.COORDINATOR],
        now=now,
    )
    things["exercise"] = Exercise.objects.create(
        slug="zanzimark-scenario",
        kind=Exercise.Kind.SCENARIO,
        title=f"{MARKER} scenario",
        administration=administration,
    )
    scenario = example().model_copy(update={"title": f"{MARKER} scenario"})
    write_scenario_version(exercise=things["exercise"], scenario=scenario, now=now)
    runs = {"exercise": things["exercise"], "officer": officer, "administration": administration, "now": now}
    things["ended_run"] = decide(run=start_run(**runs), number=1, decision="release", now=now)
    things["scenario_run"] = start_run(**runs)
    things["inspection"] = Exercise.objects.create(
        slug="zanzimark-inspection",
        kind=Exercise.Kind.INSPECTION,
        title=f"{MARKER} inspection",
        administration=administration,
    )
    write_inspection_version(exercise=things["inspection"], template="cites-permit", now=now)
    rounds = {**runs, "exercise": things["inspection"]}
    inspected = begin_round(**rounds)
    flagged = {"flags": {"cites-permit:valid_until": "cites-expired"}, "decision": "ask", "saves": 0}
    save_flags(round_=inspected, **flagged)
    things["inspected_round"] = hand_in(round_=inspected, now=now)
    things["inspection_round"] = begin_round(**rounds)
    for model, exercise in ((ScenarioPage, things["exercise"]), (InspectionPage, things["inspection"])):
        slug = exercise.kind
        unit = Unit.objects.create(
            module=module, slug=slug, kind=slug, title=exercise.title, exercise=exercise, required=False
        )
        things[f"{slug}_page"] = module_page.add_child(
            instance=model(title=exercise.title, slug=slug, unit=unit, introduction=f"{MARKER} introduction")
        )
        things[f"{slug}_page"].save_revision(user=land.people[Role.TRAINER]).publish()
    things["quiz"] = quiz
    fill_guide(land, module_page, officer, now)
    return land


def design_for(land, now):
    """A published design of certificates with a logo, and a signature that bears the marker."""
    administration = land.administration
    logo = keep_picture(clean_picture(picture(), kind="logo"), administration=administration)
    draft = draft_design(
        administration=administration,
        texts=dict.fromkeys(TEXTS, "") | {"note": f"{MARKER} note"},
        logo=logo,
        signatories=[(f"{MARKER} signatory", "Director", logo)],
    )
    return publish_design(draft=draft, based_on=0, by=land.people[Role.COORDINATOR], now=now)


def lay_curriculum(land, module, now):
    """A second curriculum with a cohort, a sign-off that waits for a supervisor, and a draft."""
    administration, by, things = land.administration, land.people[Role.COORDINATOR], land.things
    practice = Asked(sign_off=f"{MARKER} practice", checklist=(f"{MARKER} seal", f"{MARKER} scale"))
    groups = (
        Group(title=f"{MARKER} modules", asked=(Asked(module=module.pk),)),
        Group(title=f"{MARKER} at work", asked=(practice,)),
    )
    plan = Plan(title=f"{MARKER} practice", groups=groups, validity_months=12)
    acts = {"by": by, "now": now}
    curriculum = make_curriculum(administration=administration, plan=plan, slug="zanzimark-practice", **acts)
    publish(curriculum=curriculum, edition=curriculum.edition, **acts)
    things["cohort"] = make_cohort(
        curriculum=curriculum, name=f"{MARKER} cohort", due_on=None, path="", **acts
    )
    enrol_officers(
        officers=[land.people[Role.TRAINEE]], curriculum=curriculum, cohort=things["cohort"], **acts
    )
    things["run"] = land.people[Role.TRAINEE].curriculum_enrolments.get(version__curriculum=curriculum)
    name_supervisor(
        runs=[things["run"]],
        requirements=asked_sign_offs(curriculum),
        supervisor=land.people[Role.TRAINER],
        **acts,
    )
    things["supervision"] = things["run"].supervisions.get()
    curriculum.refresh_from_db()
    write_draft(
        curriculum=curriculum,
        plan=replace(plan, title=f"{MARKER} practice, next", validity_months=24),
        edition=curriculum.edition,
        **acts,
    )
    curriculum.refresh_from_db()
    things["curriculum"] = curriculum


def _member(land, name, number):
    """Another officer of a land."""
    person = UserFactory(name=name)
    add_member(
        user=person,
        administration=land.administration,
        role=Role.TRAINEE,
        staff_number=number,
        since=timezone.localdate() - timedelta(days=9),
    )
    return person


def fill_guide(land, module_page, officer, now):
    """An identification guide of two entries, and a day of its cards of which the first is answered."""
    trainer, things = land.people[Role.TRAINER], land.things
    states = [{"id": "dark", "text": f"{MARKER} dark"}, {"id": "light", "text": f"{MARKER} light"}]
    form = GuideForm.model_validate(
        {
            "title": f"{MARKER} guide",
            "introduction": f"{MARKER} introduction",
            "groups": [
                {
                    "id": "woods",
                    "title": f"{MARKER} woods",
                    "characters": [
                        {"id": name, "title": f"{MARKER} {name}", "observe": "Look.", "states": states}
                        for name in ("heart", "rim")
                    ],
                }
            ],
            "entries": [
                {
                    "id": f"{name}-sample",
                    "group": "woods",
                    "title": f"{MARKER} {name} sample",
                    "latin": ["Lignum notatum"],
                    "summary": f"{MARKER} summary",
                    "picture": "stamp-in-box" if name == "dark" else "",
                    "states": {"heart": [name], "rim": ["light"]},
                    "diagnostic": [{"text": f"{MARKER} feature", "picture": "stamp-in-box"}],
                    "identifiers": {"hs": ["4403.49 (not confirmed)"]},
                    "controlled": "yes",
                    "control": f"{MARKER} control",
                    "document": f"{MARKER} permit",
                    "handling": f"{MARKER} gloves",
                    "look_alikes": [{"name": f"{MARKER} pine", "tell_apart": "Scratch it."}],
                }
                for name in ("dark", "light")
            ],
        }
    )
    pictures = {"stamp-in-box": things["image"].pk}
    unit = Unit.objects.create(
        module=things["module"], slug="guide", kind=Unit.Kind.GUIDE, title=form.title, required=False
    )
    page = module_page.add_child(
        instance=GuidePage(slug="guide", unit=unit, **_streams(fields_of_head(form.head(), pictures)))
    )
    page.save_revision(user=trainer).publish()
    for place, entry in enumerate(form.entries, start=1):
        row = GuideEntry.objects.create(unit=unit, slug=entry.id)
        fields = _streams(fields_of_entry(entry, pictures))
        child = GuidePage.objects.get(pk=page.pk).add_child(
            instance=GuideEntryPage(slug=entry.id, entry=row, order=place, **fields)
        )
        child.save_revision(user=trainer).publish()
    things["guide_page"] = GuidePage.objects.get(pk=page.pk)
    guide = guide_of(things["guide_page"])
    zone = officer.zone_in(land.administration)
    turns = draw_day(
        officer=officer,
        administration=land.administration,
        unit=unit,
        guide=guide,
        day=timezone.localdate(now, zone),
        zone=zone,
    )
    things["answered_turn"], things["drill_turn"] = turns[:2]
    things["drawn_turn"] = next(turn for turn in turns if turn.entry.slug == "dark-sample")
    answer(turn=turns[0], given=turns[0].choices[0], guide=guide, now=now)


def _streams(fields):
    streams = ("groups", "diagnostic", "look_alikes")
    return {name: json.dumps(value) if name in streams else value for name, value in fields.items()}
