"""One day: the site laid, the officers at work, the faults at their moments, the reckoning."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.examday.cluster import cluster
from tests.examday.officers import Met, Officer
from tests.examday.reckoning import Reckoning, reckon
from tests.served import Site

WORKERS = 2
# So long after a fault what officers meet is laid at its door.
AFTERMATH = 30
LAY = "import json; from tests.examday.paper import lay; print(json.dumps(lay({words})))"
HELD = "import json; from tests.examday.paper import held; print(json.dumps(held()))"


@dataclass(frozen=True)
class Plan:
    """`minutes`: what an officer takes on average. All start in the first, or in a quarter of a short day."""

    officers: int
    questions: int
    minutes: float
    kills: int
    seed: int
    restart: str = "immediate"

    @property
    def seconds(self):
        return 60 * self.minutes

    @property
    def pause(self):
        return self.seconds / self.questions

    @property
    def starting(self):
        return min(60, self.seconds / 4)

    def faults(self):
        """The moments, in seconds, and what fails then: spread over the middle of the work, by the seed."""
        rng = random.Random(f"{self.seed} faults")
        kinds = ["kill"] * self.kills + ["restart"]
        rng.shuffle(kinds)
        part = 0.6 * self.seconds / len(kinds)
        return [
            (0.25 * self.seconds + part * (place + rng.uniform(0.1, 0.9)), kind)
            for place, kind in enumerate(kinds)
        ]


@dataclass(frozen=True)
class Fault:
    """What failed, from when to when by the monotonic clock, and how the report says it."""

    kind: str
    begun: float
    ended: float
    words: str


@dataclass
class Day:
    """What came of it. `began`: by the monotonic clock; `effort`: processor seconds of all officers."""

    plan: Plan
    database: str = ""
    began: float = 0
    seconds: float = 0
    effort: float = 0
    met: list[Met] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    reckoning: Reckoning = field(default_factory=Reckoning)

    @property
    def is_clean(self):
        return not self.failures and not self.reckoning.faults

    def phase(self, moment):
        """The part of the day that a moment belongs to: that of the last fault, where it still weighs."""
        for fault in reversed(self.faults):
            if fault.begun <= moment < fault.ended + AFTERMATH:
                return fault.kind
        if moment < self.began + self.plan.starting:
            return "start"
        return "rest" if self.faults and moment >= self.faults[0].begun else "before"


def hold(plan, *, folder, say):
    """Hold the day. The site's files are made below `folder`; `say` is told how it goes."""
    day = Day(plan)
    with cluster() as postgresql:
        day.database = postgresql.version
        site = Site(folder, postgresql.url)
        say("A site is prepared.")
        site.manage("prepare", "--without-history")
        minutes = int(plan.minutes) + 30
        words = f"officers={plan.officers}, questions={plan.questions}, minutes={minutes}"
        sessions = site.evaluate(LAY.format(words=words))
        with site.served(workers=WORKERS) as server:
            say(f"{plan.officers} officers begin.")
            _work(day, sessions, server, postgresql, say)
        say("What was acknowledged is looked for.")
        acknowledged = [answer for met in day.met for answer in met.acknowledged]
        day.reckoning = reckon(acknowledged, site.evaluate(HELD))
    return day


def _work(day, sessions, server, postgresql, say):
    plan = day.plan
    officers = [
        Officer(
            port=server.port,
            session=session,
            questions=plan.questions,
            rng=random.Random(f"{plan.seed} {number}"),
        )
        for number, session in enumerate(sessions)
    ]
    day.met = [officer.met for officer in officers]
    rng = random.Random(f"{plan.seed} starts")
    begins = [rng.uniform(0, plan.starting) for _ in officers]
    day.began = start = time.monotonic()
    effort = time.process_time()
    failing = threading.Thread(target=_fail, args=(day, server, postgresql, start, say))
    failing.start()
    with ThreadPoolExecutor(plan.officers) as room:
        sat = [
            room.submit(officer.sit, begin=begin, pause=plan.pause)
            for officer, begin in zip(officers, begins, strict=True)
        ]
    failing.join()
    day.seconds = time.monotonic() - start
    day.effort = time.process_time() - effort
    day.failures += [f"An officer gave up: {error!r}" for one in sat if (error := one.exception())]


def _fail(day, server, postgresql, start, say):
    """Let the server's workers and the database fail at the planned moments."""
    rng = random.Random(f"{day.plan.seed} workers")
    for moment, kind in day.plan.faults():
        time.sleep(max(0, start + moment - time.monotonic()))
        begun = time.monotonic()
        at = f"{int(begun - start) // 60}:{int(begun - start) % 60:02}"
        if kind == "kill":
            server.kill_worker(rng.randrange(WORKERS))
            words = f"{at} a worker of the server was killed"
        else:
            postgresql.restart(day.plan.restart)
            took = time.monotonic() - begun
            words = f"{at} the database was restarted ({day.plan.restart}), which took {took:.1f} s"
        day.faults.append(Fault(kind, begun, time.monotonic(), words))
        say(words)
