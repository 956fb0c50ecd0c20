"""Everything that is stored about one person, as plain data.

Right answers stay out of it: an item's mark, and what its question says, are given only where the quiz's
review shows them to this person anyway. What tells a key stays out of orders and answers (Kind.disclosed).
"""

from accounts.models import Membership, SignInLink, SignUpRequest
from certification.models import Award, Certificate, Certification, CurriculumEnrolment
from courses.models import ModuleEnrolment, UnitProgress
from quizzes.grading import kinds
from quizzes.grading.percent import tenths
from quizzes.models import Attempt
from quizzes.results import shown_of
from quizzes.review import What


def own_data(*, person, now):
    """A mapping of texts, numbers, lists and mappings. The number of queries does not grow with the data."""
    return {
        "made_at": now.isoformat(),
        "account": _account(person),
        "memberships": [_membership(row) for row in _of(Membership, user=person, also=["office"])],
        "sign_ups": [_sign_up(row) for row in _of(SignUpRequest, user=person, also=["office"])],
        "sign_in_links": [
            {
                "administration": row.administration.name,
                "made_at": _moment(row.created_at),
                "expires_at": _moment(row.expires_at),
                "used_at": _moment(row.used_at),
            }
            for row in _of(SignInLink, user=person)
        ],
        "modules": [
            {
                "administration": row.administration.name,
                "module": row.module.title,
                "started_at": _moment(row.started_at),
                "completed_at": _moment(row.completed_at),
            }
            for row in _of(ModuleEnrolment, officer=person, also=["module"])
        ],
        "units": [
            {
                "administration": row.administration.name,
                "module": row.unit.module.title,
                "unit": row.unit.title,
                "kind": row.unit.kind,
                "opened_at": _moment(row.opened_at),
                "completed_at": _moment(row.completed_at),
            }
            for row in _of(UnitProgress, officer=person, also=["unit__module"])
        ],
        "attempts": _attempts(person, now),
        "curricula": [
            {
                "administration": row.administration.name,
                "curriculum": row.version.title,
                "version": row.version.number,
                "kind": row.kind,
                "enrolled_at": _moment(row.enrolled_at),
                "withdrawn_at": _moment(row.withdrawn_at),
            }
            for row in _of(CurriculumEnrolment, officer=person, also=["version"])
        ],
        "certifications": _certifications(person),
        "awards": _awards(person),
        "certificates": _certificates(person),
    }


def _of(model, *, also=(), **whose):
    return model.objects.filter(**whose).select_related("administration", *also).order_by("pk")


def _moment(value):
    return None if value is None else value.isoformat()


def _account(person):
    return {
        "user_name": person.username,
        "name": person.name,
        "latin_name": person.latin_name,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "language": person.language,
        "time_zone": person.time_zone,
        "active": person.is_active,
        "staff": person.is_staff,
        "owner": person.is_superuser,
        "joined_at": _moment(person.date_joined),
        "last_signed_in_at": _moment(person.last_login),
        "groups": list(person.groups.order_by("name").values_list("name", flat=True)),
    }


def _membership(row):
    return {
        "administration": row.administration.name,
        "office": row.office.name if row.office else None,
        "role": row.role,
        "staff_number": row.staff_number,
        "from": _moment(row.since),
        "to": _moment(row.until),
        "reason_for_leaving": row.end_reason,
    }


def _sign_up(row):
    return {
        "administration": row.administration.name,
        "office": row.office.name if row.office else None,
        "staff_number": row.staff_number,
        "state": row.state,
        "asked_at": _moment(row.created_at),
        "decided_at": _moment(row.decided_at),
        "reason": row.reason,
    }


def _attempts(person, now):
    """Attempts with every answer ever given, and trials, marked as such."""
    attempts = (
        Attempt.every.of(person)
        .select_related("administration", "quiz", "grade")
        .prefetch_related("items__version__question", "events", "grades__marks")
        .order_by("started_at", "pk")
    )
    return [_attempt(attempt, now) for attempt in attempts]


def _attempt(attempt, now):
    shows = shown_of(attempt, now=now) if attempt.grade is not None else frozenset()
    marks = {}
    if What.MARKS in shows:
        marks = {
            mark.item_id: str(mark.fraction)
            for grade in attempt.grades.all()
            if grade.pk == attempt.grade_id
            for mark in grade.marks.all()
        }
    answers, kind_of = {}, {item.pk: item.version.question.kind for item in attempt.items.all()}
    for event in attempt.events.all():
        answers.setdefault(event.item_id, []).append(
            {
                "answer": kinds.get(kind_of[event.item_id]).disclosed(event.answer),
                "certainty": event.certainty,
                "window": event.client,
                "number": event.number,
                "time_on_device": _moment(event.client_time),
                "received_at": _moment(event.received_at),
            }
        )
    return {
        "administration": attempt.administration.name,
        "quiz": attempt.quiz.title,
        "number": attempt.number,
        "trial": attempt.trial,
        "started_at": _moment(attempt.started_at),
        "deadline": _moment(attempt.deadline),
        "handed_in_at": _moment(attempt.submitted_at),
        "closed_by": attempt.closed_by,
        "pass_mark": attempt.pass_mark,
        "grades": [
            {
                "number": grade.number,
                "per_cent": float(tenths(grade.percent)),
                "passed": grade.passed,
                "graded_at": _moment(grade.created_at),
                "reason": grade.reason,
            }
            for grade in attempt.grades.all()
        ],
        "items": [
            {
                "position": item.position,
                "question": item.version.question.slug,
                "version": item.version.number,
                "options_in_order": kinds.get(item.version.question.kind).disclosed(item.order),
                "answers": answers.get(item.pk, []),
            }
            | ({"text": item.version.body.get("stem", "")} if shows else {})
            | ({"mark": marks.get(item.pk)} if What.MARKS in shows else {})
            for item in attempt.items.all()
        ],
    }


def _asked(requirement):
    return requirement.module.title if requirement.module else requirement.sign_off


def _certifications(person):
    rows = (
        _of(Certification, officer=person, also=["curriculum"])
        .prefetch_related(
            "events",
            "enrolments__sign_offs__requirement",
            "enrolments__sign_offs__supervisor",
        )
        .order_by("pk")
    )
    return [
        {
            "administration": row.administration.name,
            "curriculum": row.curriculum.slug,
            "state": row.state,
            "since": row.state_since.isoformat(),
            "path": row.path,
            "due_on": row.due_on and row.due_on.isoformat(),
            "valid_until": row.valid_until and row.valid_until.isoformat(),
            "history": [
                {"on": event.on.isoformat(), "what": event.trigger, "state": event.after}
                for event in row.events.all()
            ],
            "sign_offs": [
                {
                    "requirement": sign_off.requirement.sign_off,
                    "supervisor": sign_off.supervisor.name,
                    "outcome": sign_off.outcome,
                    "seen": sign_off.seen,
                    "remark": sign_off.remark,
                    "at": _moment(sign_off.at),
                }
                for run in row.enrolments.all()
                for sign_off in run.sign_offs.all()
            ],
        }
        for row in rows
    ]


def _awards(person):
    awards = (
        _of(Award, officer=person, also=["enrolment__version"])
        .prefetch_related("evidence__requirement__module", "evidence__attempt")
        .order_by("awarded_at", "pk")
    )
    return [
        {
            "administration": award.administration.name,
            "curriculum": award.enrolment.version.title,
            "level": award.level,
            "awarded_at": _moment(award.awarded_at),
            "completed_on": award.completed_on.isoformat(),
            "evidence": [
                {
                    "requirement": _asked(row.requirement),
                    "completed_at": _moment(row.completed_at),
                    "attempt": row.attempt.number if row.attempt else None,
                    "per_cent": None if row.percent is None else float(tenths(row.percent)),
                }
                for row in award.evidence.all()
            ],
        }
        for award in awards
    ]


def _certificates(person):
    return [
        {
            "serial": held.serial,
            "holder": held.holder_name,
            "holder_in_latin_letters": held.holder_latin_name,
            "administration": held.administration_name,
            "curriculum": held.curriculum_title,
            "version": held.curriculum_version,
            "level": held.level,
            "modules": held.modules,
            "issued_at": _moment(held.issued_at),
            "valid_until": _moment(held.valid_until),
            "standing": held.standing,
            "events": [
                {"kind": event.kind, "at": _moment(event.at), "reason": event.reason}
                for event in held.events.all()
            ],
        }
        for held in Certificate.objects.filter(officer=person).prefetch_related("events").order_by("pk")
    ]
