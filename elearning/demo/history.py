"""The history of the demonstration: sixty officers on a national curriculum, some years lived day by day.

Each officer, each intake and the calendar is a generator that yields the moment at which it goes on; the
earliest goes on first. What they do is done by the services, at that moment, so that the states, awards,
certificates and reminders are those that a real history would have left. The same seed and day give the same
history, but for the numbers of the certificates.
"""

import heapq
import random
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from itertools import count

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import Membership, Role, User
from accounts.services.moves import let_go, transfer_officers
from certification.models import Certificate, Certification, Path, Requirement, SignOff
from certification.plans import Asked, Group, Plan, Renewal, Stage
from certification.services.acts import reinstate, replace, revoke, suspend
from certification.services.advancing import advance
from certification.services.certifications import begin
from certification.services.cohorts import make_cohort
from certification.services.curricula import make_curriculum
from certification.services.enrolling import enrol_officers
from certification.services.publishing import publish
from certification.services.supervision import name_supervisor, sign_off
from certification.services.tallies import count_inspections
from courses.models import Module, Unit, UnitProgress
from courses.services.progress import start_module
from elearning.demo.answers import answer_to
from elearning.demo.practice import Practice
from elearning.samples import NAMES
from quizzes.grading import kinds
from quizzes.models import AnswerEvent
from quizzes.services.attempts import StartRefused, start_attempt, submit_attempt

SEED = 20
CURRICULUM = "national-environment"
BEGAN = 700
"""How many days ago the curriculum was published."""
DAILY = 21
"""The calendar goes by weeks, and by days in the last ones."""
# Days ago, officers, days until due, the path.
INTAKES = [
    (660, 14, 240, Path.FRONT_LINE),
    (455, 14, 230, Path.FRONT_LINE),
    (280, 12, 200, Path.RISK_ANALYSIS),
    (120, 12, 145, Path.FRONT_LINE),
    (24, 8, 200, Path.RISK_ANALYSIS),
]
FIRST_NUMBER = 1101
# The modules of the curriculum: what all are asked, and of what a part is enough.
CORE = ("intro", "cites", "basel", "montreal")
CHEMICALS = ("rotterdam", "stockholm")
LIVING = ("cartagena", "bwm")
RENEWED = ("cites", "montreal", "basel")
LEAST_MARK = 80
SIGN_OFF = "Examination of a consignment"
CHECKLIST = (
    "Read all papers before opening anything",
    "Wore the protection that the goods ask for",
    "Photographed what was found before touching it",
    "Wrote down the chain of custody",
)
STOPS = 0.02
"""How likely it is that an officer stops after a module."""
EASIER = {"basic": 0.05, "applied": 0.0, "advanced": -0.07}


def asked_of(slugs):
    """The requirements of modules, those that are open and examined, by their permanent names."""
    keys = dict(
        Module.objects.filter(
            slug__in=slugs, status=Module.Status.OPEN, units__kind=Unit.Kind.QUIZ
        ).values_list("slug", "pk")
    )
    return tuple(Asked(module=keys[slug], minimum_mark=LEAST_MARK) for slug in slugs if slug in keys)


def plan():
    """The national curriculum over all modules that can be taken."""
    core, chemicals, living = asked_of(CORE), asked_of(CHEMICALS), asked_of(LIVING)
    renewed = asked_of(RENEWED)
    groups = [
        Group(asked=core, title="For every officer"),
        Group(asked=chemicals, title="Chemicals"),
        Group(asked=living, title="Living organisms and ships", needed=min(1, len(living)) or None),
        Group(
            asked=(Asked(sign_off=SIGN_OFF, checklist=CHECKLIST),),
            title="In practice",
            paths=frozenset({Path.FRONT_LINE.value}),
        ),
        Group(asked=renewed, title="Renewal", stage=Stage.RENEWAL, needed=min(2, len(renewed)) or None),
    ]
    return Plan(
        title="National curriculum, trade and the environment",
        groups=tuple(group for group in groups if group.asked),
        validity_months=12,
        renewal_days=90,
        renewal_path=Renewal.SHORTER,
    )


class History:
    """What happened in an administration until now. `told` takes the part of it that is written, 0 to 1."""

    def __init__(self, *, administration, offices, coordinator, supervisor, now, told):
        self.administration, self.offices = administration, offices
        self.coordinator, self.supervisor = coordinator, supervisor
        self.now, self.told = now, told
        self.chance = random.Random(SEED)  # noqa: S311  (no secret is made)
        self.start = self._days_ago(BEGAN)
        self.password = make_password(None)
        self.officers, self.stops = [], []
        self.practice = Practice(administration)
        self.turns = count()

    @transaction.atomic
    def make(self):
        """Write it all. A history that is there is left alone."""
        if self.administration.curricula.filter(slug=CURRICULUM).exists():
            return
        self.curriculum = make_curriculum(
            administration=self.administration,
            slug=CURRICULUM,
            plan=plan(),
            by=self.coordinator,
            now=self.start,
        )
        version = publish(
            curriculum=self.curriculum, edition=self.curriculum.edition, by=self.coordinator, now=self.start
        )
        asked = Requirement.objects.filter(group__version=version, group__stage=Stage.INITIAL)
        self.modules = list(
            Module.objects.filter(requirements__in=asked).prefetch_related("units__quiz", "units__exercise")
        )
        self.modules.sort(key=lambda module: module.order)
        self.elective = [module for module in self.modules if module.slug in LIVING]
        self.signed = list(asked.exclude(sign_off=""))
        self._live()
        self.practice.write()
        count_inspections(officers={officer.pk for officer in self.officers})

    def _live(self):
        for intake in INTAKES:
            self._go_on(self._intake(*intake))
        self._go_on(self._calendar())
        self._go_on(self._acts())
        while self.stops:
            moment, _turn, life = heapq.heappop(self.stops)
            self.told((moment - self.start) / (self.now - self.start))
            self._go_on(life)
        self.told(1)

    def _go_on(self, life):
        """Let a life go on to its next moment; what would come after now has not happened."""
        moment = next(life, None)
        if moment is not None and moment <= self.now:
            heapq.heappush(self.stops, (moment, next(self.turns), life))

    def _days_ago(self, days):
        return datetime.combine(self.now.date() - timedelta(days=days), time(8, tzinfo=UTC))

    def _later(self, moment, least, most):
        """Some days later at an hour of work, with the minute."""
        day = moment.date() + timedelta(days=self.chance.randint(least, most))
        clock = time(self.chance.randint(6, 16), self.chance.randint(0, 59), tzinfo=UTC)
        return datetime.combine(day, clock)

    # --- the administration ---------------------------------------------------------------------

    def _intake(self, days, size, due, path):
        moment = self._days_ago(days)
        yield moment
        officers = [self._officer(moment) for _place in range(size)]
        cohort = make_cohort(
            curriculum=self.curriculum,
            name=f"Intake of {moment:%B %Y}",
            due_on=moment.date() + timedelta(days=due),
            path=path.value,
            by=self.coordinator,
            now=moment,
        )
        enrol_officers(
            officers=officers, curriculum=self.curriculum, by=self.coordinator, now=moment, cohort=cohort
        )
        yield self._later(moment, 1, 2)
        held = Certification.objects.filter(cohort=cohort).prefetch_related("enrolments").order_by("pk")
        runs = [run for certification in held for run in certification.enrolments.all()]
        if self.signed and path == Path.FRONT_LINE:
            name_supervisor(
                runs=runs,
                requirements=self.signed,
                supervisor=self.supervisor,
                by=self.coordinator,
                now=moment + timedelta(hours=4),
            )
        for officer in officers:
            self._go_on(self._life(officer, moment))

    def _officer(self, moment):
        name, latin = NAMES[len(self.officers) % len(NAMES)]
        at = len(self.officers) + 1
        officer = User(
            name=name.format(at), latin_name=latin.format(at), is_sample=True, password=self.password
        )
        officer.save()
        # Laid directly: who is approved today is enrolled in what enrols newcomers today.
        Membership.objects.create(
            user=officer,
            administration=self.administration,
            office=self.offices[self.chance.choices(range(3), weights=(1, 3, 2))[0]],
            role=Role.TRAINEE,
            staff_number=str(FIRST_NUMBER + len(self.officers)),
            since=moment.date() - timedelta(days=self.chance.randint(5, 400)),
        )
        self.officers.append(officer)
        return officer

    def _calendar(self):
        """What the days bring: states that the calendar moves, windows that open, reminders."""
        for days in (*range(BEGAN - 7, DAILY, -7), *range(DAILY, -1, -1)):
            moment = min(self._days_ago(days) - timedelta(hours=5), self.now)
            yield moment
            advance(
                administration=self.administration,
                day=self.administration.day_of(moment),
                now=moment,
            )

    def _acts(self):
        """What a coordinator decides in the last weeks, as far as there are certificates to decide on."""
        by, administration = self.coordinator, self.administration
        looked_into = "Sample: a report is looked into."
        moment = self._days_ago(75)
        yield moment
        transfer_officers(
            officers=self.officers[:3],
            administration=administration,
            office=self.offices[0],
            day=moment.date(),
            by=by,
            now=moment,
        )
        moment = self._days_ago(48)
        yield moment
        certificates = self._in_force(moment)
        married = [one for one in certificates[3:] if not one.holder_latin_name][:1]
        for one in certificates[:1]:
            suspend(certificate=one, by=by, reason=looked_into, now=moment)
        moment = self._days_ago(37)
        yield moment
        for one in certificates[:1]:
            reinstate(certificate=one, by=by, reason="Sample: the report was unfounded.", now=moment)
        moment = self._days_ago(30)
        yield moment
        for one in certificates[2:3]:
            let_go(
                officer=one.officer,
                administration=administration,
                last_day=moment.date(),
                reason="Sample: retired",
                by=by,
                now=moment,
            )
        moment = self._days_ago(19)
        yield moment
        for one in certificates[1:2]:
            revoke(
                certificate=one,
                by=by,
                reason="Sample: the examination was sat by somebody else.",
                now=moment,
            )
        moment = self._days_ago(12)
        yield moment
        for one in married:
            replace(
                certificate=one,
                by=by,
                reason="Sample: the name has changed by marriage.",
                name=f"{one.holder_name} Newname",
                now=moment,
            )
        moment = self._days_ago(5)
        yield moment
        for one in self._in_force(moment)[-1:]:
            suspend(certificate=one, by=by, reason=looked_into, now=moment)

    def _in_force(self, moment):
        """Certificates that have a while to go yet, the oldest first."""
        return list(
            Certificate.objects.filter(
                administration=self.administration,
                standing=Certificate.Standing.IN_FORCE,
                valid_until__gt=moment.date() + timedelta(days=100),
            )
            .select_related("officer")
            .order_by("pk")
        )

    # --- an officer -----------------------------------------------------------------------------

    def _life(self, officer, joined):
        """From the first module to the certificate, and to its renewals."""
        chance = self.chance
        skill = min(max(chance.gauss(0.9, 0.05), 0.74), 0.98)
        pace = chance.randint(6, 17)
        left = chance.choice(self.elective) if self.elective and chance.random() < 0.8 else None
        moment = joined
        for number, module in enumerate(module for module in self.modules if module is not left):
            moment = self._later(moment, 1 if number else 2, pace)
            yield moment
            moment, passed = yield from self._module(officer, module, moment, skill)
            if chance.random() < STOPS or not passed:
                return
        yield from self._sign_off(officer, moment)
        yield from self._renewals(officer, skill)

    def _module(self, officer, module, moment, skill):
        """Lessons over some days, practice, then the examination. Returns when it ended, and whether well."""
        administration = self.administration
        start_module(officer=officer, module=module, administration=administration, now=moment)
        begin(officer=officer, administration=administration, now=moment)
        units = [unit for unit in module.units.all() if unit.retired_at is None]
        for unit in units:
            if unit.kind == Unit.Kind.QUIZ:
                continue
            opened, moment = moment, moment + timedelta(minutes=self.chance.randint(8, 40))
            yield moment
            if unit.exercise_id:
                self.practice.do(officer, unit.exercise, opened, skill, self.chance)
            # Written directly: no lesson is the last thing that a module asks for.
            UnitProgress.objects.create(
                officer=officer,
                unit=unit,
                administration=administration,
                opened_at=opened,
                completed_at=moment,
            )
            if moment.hour >= 17:
                moment = self._later(moment, 1, 3)
        passed = True
        for quiz in examined(units):
            moment, passed = yield from self._examination(officer, quiz, moment, skill)
        return moment, passed

    def _examination(self, officer, quiz, moment, skill):
        """Attempts on different days, each better prepared. Returns the last one's, and whether it passed."""
        passed = False
        for tried in range(4):
            moment = self._later(moment, 1, 6)
            yield moment
            passed = self._attempt(officer, quiz, moment, skill + 0.04 * tried)
            if passed or self.chance.random() < 0.06:
                break
        return moment, passed

    def _attempt(self, officer, quiz, moment, skill):
        chance = self.chance
        try:
            attempt = start_attempt(
                quiz=quiz,
                officer=officer,
                administration=self.administration,
                now=moment,
                seed=chance.getrandbits(53),
            )
        except StartRefused:
            return False
        events = []
        for number, item in enumerate(attempt.items.select_related("version__question"), start=1):
            version = item.version
            easier = EASIER[version.difficulty] + _hardness(version.question.slug)
            kind = kinds.get(version.question.kind)
            given = answer_to(kind.kind, version.body, right=chance.random() < skill + easier, chance=chance)
            if given is not None:
                moment += timedelta(seconds=chance.randint(25, 95))
                events.append(
                    AnswerEvent(
                        attempt=attempt,
                        item=item,
                        client="sample",
                        number=number,
                        answer=kind.accept(kind.body(version.body), given),
                        client_time=moment,
                        received_at=moment,
                    )
                )
        AnswerEvent.objects.bulk_create(events)
        return submit_attempt(attempt=attempt, now=moment + timedelta(seconds=30)).grade.passed

    def _sign_off(self, officer, moment):
        """What the supervisor saw: now and then it takes a second time."""
        supervision = self.supervisor.supervisions.filter(enrolment__officer=officer).first()
        if supervision is None:
            return
        after = None
        for outcome in (SignOff.Outcome.NOT_YET, SignOff.Outcome.SIGNED):
            if outcome == SignOff.Outcome.NOT_YET and self.chance.random() < 0.75:
                continue
            moment = self._later(moment, 3, 24)
            yield moment
            signed = outcome == SignOff.Outcome.SIGNED
            after = sign_off(
                supervision=supervision,
                outcome=outcome,
                seen=CHECKLIST if signed else CHECKLIST[:2],
                remark="" if signed else "Sample: photographs came after the opening.",
                after=after,
                now=moment,
            ).pk

    def _renewals(self, officer, skill):
        """In the window of each certificate, by whoever thinks of it."""
        while True:
            held = Certification.objects.get(curriculum=self.curriculum, officer=officer)
            if held.window_opens_on is None:
                return
            opens = datetime.combine(held.window_opens_on, time(6, tzinfo=UTC))
            if self.chance.random() < 0.12:
                return
            moment = self._later(opens, 8, 80)
            yield moment
            renewed = [module for module in self.modules if module.slug in RENEWED]
            for module in self.chance.sample(renewed, min(2, len(renewed))):
                for quiz in examined(module.units.all()):
                    moment, passed = yield from self._examination(officer, quiz, moment, skill + 0.03)
                    if not passed:
                        return


def examined(units):
    """The quizzes of units that a module asks for."""
    return [unit.quiz for unit in units if unit.kind == Unit.Kind.QUIZ and unit.required]


def _hardness(slug):
    """How much easier or harder than others a question is, the same for all officers."""
    return float(Fraction(random.Random(slug).randint(-14, 6), 100))  # noqa: S311  (no secret is made)
