"""An officer's record in one administration: modules, the attempts that count, certificates."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Membership
from certification.models import Certificate
from certification.pdf.content import (
    TranscriptCertificate,
    TranscriptContent,
    TranscriptModule,
    TranscriptRow,
)
from certification.pdf.fonts import UnprintableName, check_printable
from certification.pdf.transcript import render_transcript
from certification.services.certificates import state_on, verify_url
from courses.contents import identity_of
from courses.models import Module, ModuleEnrolment
from quizzes.grading.percent import shown_percent
from quizzes.models import Attempt


class TranscriptRefused(Exception):
    """A text of the transcript cannot be printed. The message says what to do."""


@dataclass
class ModuleRecord:
    """One module of an officer. Days are where the administration is."""

    module: Module
    started_on: date | None = None
    completed_on: date | None = None
    attempts: list = field(default_factory=list)

    @property
    def mark_slug(self):
        return identity_of(self.module).slug


@dataclass(frozen=True)
class Transcript:
    """What a transcript states. Attempts carry `shown`, the mark, and `on`, the day of handing in."""

    officer: object
    administration: object
    membership: Membership | None
    modules: list
    others: list
    certificates: list
    drawn_on: date


def transcript_of(*, officer, administration, now):
    """The record of an officer, in four queries. Trials are not in it, nor are open attempts."""
    day = administration.day_of
    membership = (
        Membership.objects.filter(user=officer, administration=administration)
        .select_related("office")
        .order_by("-since", "-pk")
        .first()
    )
    records = {}
    for enrolment in ModuleEnrolment.objects.filter(
        officer=officer, administration=administration
    ).select_related("module__convention", "module__administration"):
        records[enrolment.module_id] = ModuleRecord(
            enrolment.module,
            day(enrolment.started_at),
            enrolment.completed_at and day(enrolment.completed_at),
        )
    others = []
    attempts = (
        Attempt.objects.filter(officer=officer, administration=administration)
        .exclude(submitted_at=None)
        .select_related("quiz__unit__module__convention", "quiz__unit__module__administration", "grade")
        .order_by("submitted_at", "pk")
    )
    for attempt in attempts:
        attempt.on = day(attempt.submitted_at)
        attempt.shown = shown_percent(attempt.grade.percent, attempt.pass_mark)
        unit = getattr(attempt.quiz, "unit", None)
        if unit is None:
            others.append(attempt)
        else:
            records.setdefault(unit.module_id, ModuleRecord(unit.module)).attempts.append(attempt)
    today = day(now)
    held = list(Certificate.objects.filter(officer=officer, administration=administration))
    for certificate in held:
        certificate.state = state_on(certificate, today)
    return Transcript(
        officer=officer,
        administration=administration,
        membership=membership,
        modules=sorted(records.values(), key=lambda record: (record.module.order, record.module.title)),
        others=others,
        certificates=held,
        drawn_on=today,
    )


def transcript_pdf(transcript):
    """The transcript as a PDF. A name that no font holds is printed in its Latin form.

    Raises TranscriptRefused where there is none, or where another text cannot be printed.
    """
    content = _content(transcript)
    try:
        check_printable(content.holder_name, Path(settings.FONTS_ROOT))
    except UnprintableName:
        if content.holder_latin_name:
            content = replace(content, holder_name=content.holder_latin_name)
    try:
        return render_transcript(content, fonts=Path(settings.FONTS_ROOT))
    except UnprintableName as error:
        raise TranscriptRefused(
            _("The PDF cannot print the characters %(characters)s. Tell your coordinator the Latin form.")
            % {"characters": " ".join(error.characters)}
        ) from error


def _content(transcript):
    membership = transcript.membership
    modules = [
        TranscriptModule(
            convention="" if record.module.administration_id else record.mark_slug,
            name=record.module.title,
            started_on=record.started_on,
            completed_on=record.completed_on,
            rows=_rows(record.attempts),
        )
        for record in transcript.modules
    ]
    by_quiz = defaultdict(list)
    for attempt in transcript.others:
        by_quiz[attempt.quiz.title].append(attempt)
    modules += [
        TranscriptModule("", title, None, None, _rows(attempts)) for title, attempts in by_quiz.items()
    ]
    return TranscriptContent(
        holder_name=transcript.officer.name,
        holder_latin_name=transcript.officer.latin_name,
        staff_number=membership.staff_number if membership else "",
        office=membership.office.name if membership and membership.office else "",
        administration=transcript.administration.name,
        drawn_on=transcript.drawn_on,
        modules=tuple(modules),
        certificates=tuple(
            TranscriptCertificate(
                title=f"{held.curriculum_title} · {held.curriculum_version}",
                serial=held.serial,
                issued_on=held.issued_on,
                valid_until=held.valid_until,
                state=str(held.state),
            )
            for held in transcript.certificates
        ),
        verify_url=verify_url(""),
        language=transcript.administration.language,
    )


def _rows(attempts):
    return tuple(
        TranscriptRow(
            title=attempt.quiz.title,
            on=attempt.on,
            mark=str(attempt.shown),
            needed=str(attempt.pass_mark),
            passed=attempt.grade.passed,
        )
        for attempt in attempts
    )
