"""Stages. For a visit to every page: one of everything in one land, another land that is empty. For the kinds
of question: a quiz of one question of each.
"""

from itertools import count
from random import Random

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from accounts.services.imports import confirm_import, preview_import, undo_import
from accounts.services.links import make_sign_in_link
from certification.models import Certificate
from certification.services.bundles import order_bundle
from courses.blocks import LessonBody
from courses.guides.forms import GuideForm
from courses.models import CataloguePage, InspectionPage, LessonPage, ModulePage, QuizPage, Unit
from courses.services.progress import start_module
from exercises.models import Exercise, InspectionRound
from exercises.scenarios.forms import scenario_of
from exercises.services.inspections import begin_round, hand_in, save_flags, write_inspection_version
from exercises.services.scenarios import start_run, write_scenario_version
from quizzes.grading import kinds
from quizzes.models import BlueprintRow
from quizzes.services.attempts import start_attempt, submit_attempt
from reference.formats.marked_yaml import read_yaml
from tests.courses.guides.guide_for_tests import GUIDE
from tests.courses.guides.laying import lay_guide
from tests.exercises.scenarios.scenarios_for_tests import example, out_of_a_set, permit, with_papers
from tests.factories import (
    ModuleFactory,
    ObjectiveFactory,
    QuestionVersionFactory,
    QuizFactory,
    UnitFactory,
    UserFactory,
)
from tests.isolation.addresses import all_addresses, path_of, values_of
from tests.isolation.world import MARKER, fill, make_land
from tests.quizzes.bodies import BODIES
from tests.quizzes.drawings import all_drawings, drawing

PASSWORD = "sample-password"
EMPTY = "Emptyland"

SET = "import json\nfrom tests.browser.stage import set_stage\nprint(json.dumps(set_stage()))"


def set_stage():
    """Fill the database at hand. Returns who there is and where everything stands."""
    land, empty = fill(make_land(MARKER)), make_land(EMPTY)
    values = values_of(land)
    said = {
        "slug": land.administration.slug,
        "empty": empty.administration.slug,
        "bank": land.things["bank"].slug,
        "serial": land.things["certificate"].serial,
        "join_code": land.things["join_code"].code,
        "people": {role: person.email for role, person in land.people.items()}
        | {"empty": empty.people[Role.COORDINATOR].email, "novice": empty.people[Role.TRAINEE].email}
        | {"applicant": land.things["sign_up"].user.email, "owner": UserFactory(is_superuser=True).email},
        "paths": {address.name: path_of(address, land, values) for address in all_addresses()},
        "officer": land.people[Role.TRAINEE].pk,
        "former": land.things["former"].pk,
        "twin": land.things["twin"].pk,
        "coordinator": land.people[Role.COORDINATOR].pk,
        "scenario": land.things["exercise"].pk,
    }
    return said | _learning(land) | _coordination(land) | _practice(land)


def _learning(land):
    """A lesson of all kinds of block, and attempts at all kinds of question."""
    now, administration = timezone.now(), land.administration
    officer, module = land.people[Role.TRAINEE], land.things["module"]
    unit = Unit.objects.create(module=module, slug="all-blocks", kind=Unit.Kind.LESSON, title="All blocks")
    body = [(name, block.get_preview_value()) for name, block in LessonBody().child_blocks.items()]
    lesson = land.things["module_page"].add_child(
        instance=LessonPage(title="All blocks", slug="all-blocks", unit=unit, body=body)
    )
    lesson.save_revision().publish()
    quiz = QuizFactory(title="All kinds", administration=administration)
    objective = land.things["version"].objective
    all_drawings()
    for kind in kinds.all():
        QuestionVersionFactory(
            question__bank=quiz.bank, question__kind=kind.kind, objective=objective, body=BODIES[kind.kind]
        )
    BlueprintRow.objects.create(quiz=quiz, objective=objective, number=len(kinds.all()))
    start_module(officer=officer, module=module, administration=administration, now=now)
    done = start_attempt(quiz=quiz, officer=officer, administration=administration, now=now)
    submit_attempt(attempt=done, now=now)
    running = start_attempt(quiz=quiz, officer=officer, administration=administration, now=now)
    trainer = land.people[Role.TRAINER]
    trial = start_attempt(quiz=quiz, officer=trainer, administration=administration, now=now, trial=True)
    return {
        "lesson": lesson.url,
        "module_page": land.things["module_page"].url,
        "national": land.things["national"].url,
        "result": done.pk,
        "running": running.pk,
        "trial": trial.pk,
        "answered_card": land.things["answered_turn"].pk,
        "drawn_card": land.things["drawn_turn"].pk,
        "items": [item.version.question.kind for item in running.items.select_related("version__question")],
        "kinds": [kind.kind for kind in kinds.all()],
    }


def _coordination(land):
    """Imports that are confirmed and undone, a ZIP that waits, a link for an officer."""
    now, administration = timezone.now(), land.administration
    by = land.people[Role.COORDINATOR]
    done, undone = (
        preview_import(
            administration=administration,
            data=f"Name,Staff number\nSample Newcomer,{number}\nNobody,\n".encode(),
            file_name=f"{number}.csv",
            by=by,
            now=now,
        )
        for number in ("N1", "N2")
    )
    for made in (done, undone):
        confirm_import(officer_import=made, by=by, now=now)
    undo_import(officer_import=undone, by=by, now=now)
    bundle = order_bundle(
        certificates=Certificate.objects.filter(administration=administration),
        administration=administration,
        by=by,
        now=now,
    )
    newcomer = done.rows.exclude(user=None).get().user
    link = make_sign_in_link(user=newcomer, administration=administration, by=by, now=now)
    return {"done": done.pk, "undone": undone.pk, "bundle": bundle.pk, "link": link}


def _practice(land):
    """A round handed in with misses and false alarms, and a run that stands before drawn papers."""
    officer, now = land.people[Role.TRAINEE], timezone.now()
    permits = Exercise.objects.create(slug="misses", kind=Exercise.Kind.INSPECTION, title="Misses")
    kinds = ["cites-expired", "cites-other-stamp", "packages-not-as-counted"]
    write_inspection_version(
        exercise=permits, template="cites-permit", kinds=kinds, most=3, clean_percent=0, now=now
    )
    who = {"officer": officer, "administration": land.administration, "now": now}
    one = begin_round(exercise=permits, seed=4711, **who)
    InspectionRound.objects.filter(pk=one.pk).update(level=3, seed=next(filter(_has_three, count())))
    one.refresh_from_db()
    flags = {
        "cites-permit:valid_until": "cites-expired",
        "cites-permit:security_stamp_number": "cites-expired",
        "cites-permit:importer": "cites-other-stamp",
    }
    save_flags(round_=one, flags=flags, decision="ask", saves=0)
    hand_in(round_=one, now=now)
    run = start_run(exercise=_papers(now), **who)
    return {
        "debrief": reverse("exercises:inspection_debrief", args=[one.pk]),
        "papers": reverse("exercises:situation", args=[run.pk]),
    }


def _has_three(seed):
    return Random(f"{seed} faults").randint(1, 3) == 3


def _papers(now):
    """A scenario with a paper filled in by hand and one out of a set."""
    exercise = Exercise.objects.create(slug="papers", kind=Exercise.Kind.SCENARIO, title="Papers")
    scenario = scenario_of(with_papers(permit(), out_of_a_set("cites-permit")))
    write_scenario_version(exercise=exercise, scenario=scenario, now=now)
    return exercise


def set_quizzes():
    """An open module with a quiz of one question of each kind. Returns their addresses, and two officers."""
    land, now = make_land("Sixland"), timezone.now()
    module, objective = ModuleFactory(title="Kinds"), ObjectiveFactory()
    home = CataloguePage.objects.get().add_child(
        instance=ModulePage(title="Kinds", slug="kinds", module=module, summary="One of each.")
    )
    all_drawings()
    addresses = {}
    for kind in kinds.all():
        quiz = QuizFactory(title=kind.kind)
        QuestionVersionFactory(
            question__bank=quiz.bank, question__kind=kind.kind, objective=objective, body=BODIES[kind.kind]
        )
        BlueprintRow.objects.create(quiz=quiz, objective=objective, number=1)
        unit = UnitFactory(module=module, kind=Unit.Kind.QUIZ, quiz=quiz)
        door = home.add_child(instance=QuizPage(title=kind.kind, slug=quiz.slug, unit=unit))
        addresses[kind.kind] = door.url
    officers = [land.people[Role.TRAINEE], land.people[Role.COORDINATOR]]
    for officer in officers:
        start_module(officer=officer, module=module, administration=land.administration, now=now)
    return {"quizzes": addresses, "officers": [officer.email for officer in officers]}


def set_scenario():
    """Two scenarios that an officer has begun, one with papers. Returns who, where the runs stand, and who
    wrote the first.
    """
    land, now = make_land("Sceneland"), timezone.now()
    exercise = Exercise.objects.create(
        slug="two-crates",
        kind=Exercise.Kind.SCENARIO,
        title="Two crates",
        administration=land.administration,
    )
    drawing("stamp-in-box", collection=land.administration.collection)
    write_scenario_version(exercise=exercise, scenario=example(), now=now)
    officer = land.people[Role.TRAINEE]
    runs = [
        start_run(exercise=each, officer=officer, administration=land.administration, now=now)
        for each in (exercise, _papers(now))
    ]
    path, papers = (reverse("exercises:situation", args=[run.pk]) for run in runs)
    return {
        "officer": officer.email,
        "path": path,
        "papers": papers,
        "trainer": land.people[Role.TRAINER].email,
        "written": reverse("scenarios:show", args=[exercise.pk]),
    }


def set_guide():
    """A guide of samples, and three officers who may use it. Returns who, and where it stands."""
    land = make_land("Guideland")
    page = lay_guide(GuideForm.model_validate(read_yaml(GUIDE, "guide.yaml")[0].data), slug="samples")
    return {"officers": [person.email for person in land.people.values()], "path": page.url}


def set_inspections():
    """A module with permits of which all have expired, begun by four officers. Returns who, and its page."""
    land, now = make_land("Inspectland"), timezone.now()
    module = ModuleFactory(title="Papers")
    home = CataloguePage.objects.get().add_child(
        instance=ModulePage(title="Papers", slug="papers", module=module, summary="What permits say.")
    )
    exercise = Exercise.objects.create(slug="expired", kind=Exercise.Kind.INSPECTION, title="Permits")
    write_inspection_version(
        exercise=exercise, template="cites-permit", kinds=["cites-expired"], most=1, clean_percent=0, now=now
    )
    unit = UnitFactory(module=module, kind=Unit.Kind.INSPECTION, title="Permits", exercise=exercise)
    home.add_child(instance=InspectionPage(title="Permits", slug="permits", unit=unit))
    officers = [(land, person) for person in land.people.values()]
    elsewhere = make_land("Tapland")
    officers.append((elsewhere, elsewhere.people[Role.TRAINEE]))
    for of, officer in officers:
        who = {"officer": officer, "administration": of.administration, "now": now}
        start_module(module=module, **who)
        begin_round(exercise=exercise, seed=4711, **who)
    return {"officers": [officer.email for _of, officer in officers], "module": home.url}
