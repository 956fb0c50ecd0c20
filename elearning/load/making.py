"""Making a load: what is taught and asked for, the administrations, their officers with all that they did."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.contrib.auth.models import Group
from django.db import connection, transaction
from wagtail.models import Collection

from accounts.models import Administration, Membership, Office, Role, User
from accounts.names import names_for_search
from certification.marks import UNITS
from certification.models import (
    Award,
    Certificate,
    Certification,
    Cohort,
    Curriculum,
    CurriculumEnrolment,
    CurriculumVersion,
    Evidence,
    FaultTally,
    ObjectiveTally,
    Path,
    Requirement,
    RequirementGroup,
)
from certification.serials import BITS, serial_of
from certification.services.population import fault_titles
from certification.states import State
from courses.models import Module, ModuleEnrolment, Unit
from elearning.load.writing import Writer
from elearning.samples import NAMES
from quizzes.models import Attempt, Bank, Grade, Quiz
from reference.models import Objective

PREFIX = "load-"
MODULES = 8
OBJECTIVES = 3
ANSWERS = 6
"""On each objective of a module, in each attempt."""
ASKED = {"border": range(6), "environment": range(2, 8)}
"""The modules that each curriculum asks for, by their places."""
PASS_MARK = 70
VALID_DAYS = 365
WINDOW_DAYS = 90
OFFICERS_OF_AN_OFFICE = 80


def refusal():
    """Why this database is none to make a load in; "" where it is."""
    if User.objects.filter(username__startswith=PREFIX).exists():
        return "This database holds a load already. Make it in a new one."
    if User.objects.filter(is_sample=False).exists():
        return "This database holds people who are no samples. A load is made in a database of its own."
    return ""


def shares(administrations, officers):
    """How many officers each administration has: from twice the mean to almost none, evenly less."""
    weights = [2 * administrations - 1 - 2 * place for place in range(administrations)]
    sizes = [officers * weight // sum(weights) for weight in weights]
    sizes[0] += officers - sum(sizes)
    return sizes


@dataclass(frozen=True)
class Taught:
    """The modules of the load: their keys, their quizzes, and the objectives of each."""

    modules: list
    quizzes: list
    objectives: list


@transaction.atomic
def make_modules():
    """What all administrations are taught: modules with a quiz and objectives each, without pages."""
    bank = Bank.objects.create(
        slug=f"{PREFIX}bank", title="Sample bank", collection=Collection.get_first_root_node()
    )
    modules, quizzes, objectives = [], [], []
    for number in range(1, MODULES + 1):
        module = Module.objects.create(
            slug=f"{PREFIX}module-{number}",
            title=f"Sample module {number}",
            status=Module.Status.OPEN,
            order=900 + number,
        )
        quiz = Quiz.objects.create(
            slug=f"{PREFIX}quiz-{number}",
            title=f"Sample examination {number}",
            bank=bank,
            minutes=30,
            pass_mark=PASS_MARK,
        )
        Unit.objects.create(module=module, slug="quiz", kind=Unit.Kind.QUIZ, title=quiz.title, quiz=quiz)
        asked = [
            Objective.objects.create(
                slug=f"{PREFIX}objective-{number}-{letter}",
                code=f"{number}{letter}",
                text=f"sample objective {letter} of module {number}",
            )
            for letter in "abcdefgh"[:OBJECTIVES]
        ]
        modules.append(module.pk)
        quizzes.append(quiz.pk)
        objectives.append([objective.pk for objective in asked])
    return Taught(modules, quizzes, objectives)


class AdministrationMaker:
    """One administration of the load. Its rows follow from the seed and its number."""

    def __init__(self, *, number, officers, taught, seed, now, writer):
        self.chance = random.Random(f"{seed}:{number}")  # noqa: S311  (no secret is made)
        self.number, self.size, self.taught, self.now = number, officers, taught, now
        self.today = now.date()
        self.writer = writer
        self.hard = [[self.chance.uniform(-18, 8) for _ in row] for row in taught.objectives]
        self.faults = sorted(self.chance.sample(list(fault_titles())[1:], 8))

    @transaction.atomic
    def make(self):
        """Lay the administration, then its officers, and write it all."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL synchronous_commit TO off")
                cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
                if cursor.fetchone()[0]:
                    # Keys are right by how they are made: millions of them need not be looked up again.
                    cursor.execute("SET LOCAL session_replication_role TO replica")
        self._administration()
        self._curricula()
        for place in range(self.size):
            self._officer(place)
        self.writer.write()

    def _administration(self):
        slug = f"{PREFIX}{self.number:02}"
        self.administration = Administration.objects.create(
            slug=slug,
            name=f"Sample Administration {self.number:02}",
            collection=Collection.get_first_root_node().add_child(name=f"Sample {slug}"),
            trainers=Group.objects.create(name=f"Trainers: {slug}"),
        )
        self.of = {"administration_id": self.administration.pk}
        self.offices = [
            self.writer.add(Office, **self.of, code=f"post-{number}", name=f"Sample post {number}")
            for number in range(1, max(self.size // OFFICERS_OF_AN_OFFICE, 3) + 1)
        ]
        coordinator = self._person("coordinator", "Sample Coordinator {}", "", self.number)
        self._member(coordinator, Role.COORDINATOR, "", None)

    def _person(self, kind, name, latin, number):
        name, latin = name.format(number), latin.format(number)
        return self.writer.add(
            User,
            username=f"{PREFIX}{kind}-{self.number}-{number}",
            password="!",  # noqa: S106  (nobody can sign in with it)
            name=name,
            latin_name=latin,
            sought=names_for_search(name, latin),
            date_joined=self.now,
            is_sample=True,
        )

    def _member(self, user, role, staff_number, office):
        self.writer.add(
            Membership,
            user_id=user,
            **self.of,
            role=role,
            staff_number=staff_number,
            office_id=office,
            since=self.today - timedelta(days=2000),
        )

    def _curricula(self):
        """Curricula of one version each, with their cohorts."""
        self.curricula = []
        for slug, places in ASKED.items():
            curriculum = self.writer.add(Curriculum, **self.of, slug=f"{PREFIX}{slug}")
            version = self.writer.add(
                CurriculumVersion,
                curriculum_id=curriculum,
                number=1,
                title=f"Sample curriculum, {slug}",
                validity_months=12,
                published_at=self.now - timedelta(days=2000),
            )
            group = self.writer.add(RequirementGroup, version_id=version, title="")
            requirements = {
                place: self.writer.add(
                    Requirement, group_id=group, module_id=self.taught.modules[place], order=place
                )
                for place in places
            }
            cohorts = []
            for number in range(1, 7):
                due = self.today + timedelta(days=45 * number - 160)
                name = f"Sample cohort {number}"
                cohorts.append(
                    (self.writer.add(Cohort, curriculum_id=curriculum, name=name, due_on=due), due)
                )
            self.curricula.append((curriculum, version, requirements, cohorts))

    def _officer(self, place):
        chance = self.chance
        name, latin = chance.choice(NAMES)
        officer = self._person("officer", name, latin, place + 1)
        office = chance.choice(self.offices) if chance.random() < 0.97 else None
        self._member(officer, Role.TRAINEE, f"L{self.number:02}{place + 1:06}", office)
        self.own = {"officer_id": officer, **self.of}
        # Most finish, some are on their way, some have not begun.
        diligence = chance.random()
        far = 8 if diligence < 0.7 else chance.randint(1, 5) if diligence < 0.9 else 0
        self.passed = {}
        self._modules(far)
        if far and chance.random() < 0.3:
            self._inspections()
        for curriculum in self.curricula:
            self._certification(curriculum, far)

    def _at(self, days):
        """A moment of some day so many days ago, in the morning or afternoon."""
        clock = time(self.chance.randint(6, 16), self.chance.randint(0, 59), tzinfo=UTC)
        return datetime.combine(self.today - timedelta(days=days), clock)

    def _modules(self, far):
        """Modules completed one after the other, the last one perhaps only begun; what it took."""
        sums = {}
        begun = self.chance.randint(200, 900)
        skill = self.chance.gauss(76, 9)
        for place in range(min(far + (0 < far < 8), MODULES)):
            completed = place < far
            ago = max(begun - 21 * place, 3)
            tries = 1 + (self.chance.random() < 0.45) + (self.chance.random() < 0.3)
            last = None
            for number in range(1, tries + 1):
                passed = completed and number == tries
                mark = max(min(skill + self.chance.gauss(8 if passed else -12, 6), 100), 20)
                mark = max(round(mark), PASS_MARK) if passed else min(round(mark), PASS_MARK - 1)
                at = self._at(max(ago - number, 1))
                last = self._attempt(place, number, at, mark, passed)
                self._count(sums, place, at, mark)
            self.writer.add(
                ModuleEnrolment,
                **self.own,
                module_id=self.taught.modules[place],
                started_at=self._at(ago + 7),
                completed_at=last[2] if completed else None,
            )
            if completed:
                self.passed[place] = last
        for (objective, month), (answers, earned) in sums.items():
            self.writer.add(
                ObjectiveTally,
                **self.own,
                month=month,
                objective_id=objective,
                answers=answers,
                earned=earned * UNITS,
                possible=answers * UNITS,
            )

    def _attempt(self, place, number, at, mark, passed):
        """An attempt with its grade: their keys, when it was handed in, the mark."""
        grade = self.writer.key(Grade)
        attempt = self.writer.add(
            Attempt,
            **self.own,
            quiz_id=self.taught.quizzes[place],
            number=number,
            started_at=at - timedelta(minutes=20),
            deadline=at + timedelta(minutes=10),
            pass_mark=PASS_MARK,
            submitted_at=at,
            closed_by=Attempt.ClosedBy.OFFICER,
            grade_id=grade,
        )
        self.writer.add(
            Grade,
            attempt_id=attempt,
            number=1,
            earned=str(mark),
            possible="100",
            passed=passed,
            created_at=at,
        )
        return attempt, grade, at, mark

    def _count(self, sums, place, at, mark):
        for number, objective in enumerate(self.taught.objectives[place]):
            right = (mark + self.hard[place][number]) / 100
            one = sums.setdefault((objective, at.date().replace(day=1)), [0, 0])
            one[0] += ANSWERS
            one[1] += sum(self.chance.random() < right for _ in range(ANSWERS))

    def _inspections(self):
        """Sums of inspections in two months; of the rounds themselves there are none."""
        for ago in (self.chance.randint(0, 160), self.chance.randint(200, 400)):
            month = (self.today - timedelta(days=ago)).replace(day=1)
            for place, kind in enumerate(["", *self.faults]):
                entries = self.chance.randint(60, 120) if not kind else self.chance.randint(1, 6)
                right = 0.06 if not kind else 0.45 + 0.06 * place
                flagged = sum(self.chance.random() < right for _ in range(entries))
                self.writer.add(
                    FaultTally, **self.own, month=month, kind=kind, entries=entries, flagged=flagged
                )

    def _certification(self, curriculum, far):
        """How the officer stands in a curriculum: what the states are made from, and the states."""
        pk, version, requirements, cohorts = curriculum
        chance = self.chance
        cohort, due = chance.choice(cohorts)
        own = {**self.own, "curriculum_id": pk, "path": chance.choice(["", *Path.values])}
        if far == MODULES:
            self._certified(own, cohort, version, requirements)
            return
        if far and due < self.today:
            state = State.OVERDUE
        elif far:
            state = State.DUE_SOON if due < self.today + timedelta(days=30) else State.IN_PROGRESS
        else:
            state = State.OVERDUE if due < self.today else State.ASSIGNED
        held = self.writer.add(
            Certification,
            **own,
            cohort_id=cohort,
            due_on=due,
            state=state.value,
            state_since=self.today - timedelta(days=chance.randint(0, 60)),
            certificate_id=None,
            valid_until=None,
            window_opens_on=None,
        )
        self._run(held, version, CurriculumEnrolment.Kind.INITIAL, self._at(400), None)

    def _certified(self, own, cohort, version, requirements):
        """One certificate after the other, each renewed in the last months of the one before."""
        chance = self.chance
        ends = [self.today + timedelta(days=chance.randint(-30, VALID_DAYS))]
        while len(ends) < 6 and chance.random() < 0.82:
            ends.append(ends[-1] - timedelta(days=VALID_DAYS - chance.randint(0, 80)))
        ends.reverse()
        end = ends[-1]
        window = end - timedelta(days=WINDOW_DAYS)
        state = (
            State.EXPIRED
            if end < self.today
            else State.WINDOW_OPEN
            if window <= self.today
            else State.CERTIFIED
        )
        since = {State.EXPIRED: end, State.WINDOW_OPEN: window}.get(state, end - timedelta(days=VALID_DAYS))
        held = self.writer.add(
            Certification,
            **own,
            cohort_id=cohort,
            due_on=None if state == State.CERTIFIED else end,
            state=state.value,
            state_since=since,
            certificate_id=self.writer.key(Certificate) + len(ends) - 1,
            valid_until=end,
            window_opens_on=window,
        )
        for place, last_day in enumerate(ends):
            newest = place == len(ends) - 1
            completed = last_day - timedelta(days=VALID_DAYS)
            at = datetime.combine(completed, time(12, tzinfo=UTC))
            kind = CurriculumEnrolment.Kind.RENEWAL if place else CurriculumEnrolment.Kind.INITIAL
            run = self._run(held, version, kind, at - timedelta(days=60), at)
            award = self.writer.add(
                Award, **self.own, enrolment_id=run, awarded_at=at, completed_on=completed
            )
            if newest:
                self._evidence(award, requirements)
            self._certificate(award, at, last_day, newest)
        if state == State.WINDOW_OPEN:
            opened = datetime.combine(window, time(tzinfo=UTC))
            self._run(held, version, CurriculumEnrolment.Kind.RENEWAL, opened, None)

    def _run(self, held, version, kind, began, ended):
        return self.writer.add(
            CurriculumEnrolment,
            **self.own,
            certification_id=held,
            version_id=version,
            kind=kind,
            enrolled_at=began,
            counts_from=None,
            ended_at=ended,
        )

    def _evidence(self, award, requirements):
        for place, requirement in requirements.items():
            attempt, grade, at, mark = self.passed[place]
            self.writer.add(
                Evidence,
                award_id=award,
                requirement_id=requirement,
                completed_at=at,
                attempt_id=attempt,
                grade_id=grade,
                percent=str(mark),
            )

    def _certificate(self, award, at, last_day, newest):
        standing = Certificate.Standing.IN_FORCE if newest else Certificate.Standing.SUPERSEDED
        self.writer.add(
            Certificate,
            **self.own,
            award_id=award,
            serial=serial_of(self.chance.getrandbits(BITS)),
            holder_name="Sample Officer",
            administration_name=self.administration.name,
            curriculum_title="Sample curriculum",
            curriculum_version=1,
            modules="[]",
            issued_at=at,
            issued_on=at.date(),
            valid_until=last_day,
            time_zone="UTC",
            language="en-gb",
            standing=standing,
        )


def make_load(*, administrations, officers, seed, now, told):
    """Make the rows, and count them by table. `told` takes the number of officers made so far."""
    writer = Writer()
    taught = make_modules()
    made = 0
    for number, size in enumerate(shares(administrations, officers), start=1):
        AdministrationMaker(
            number=number, officers=size, taught=taught, seed=seed, now=now, writer=writer
        ).make()
        made += size
        told(made)
    writer.finish()
    return writer.made
