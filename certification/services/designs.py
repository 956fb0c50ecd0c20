"""Designs of certificates: drafted, published for good, and what is printed of one."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Administration
from accounts.services.audit import record_act
from certification.models import Certificate, CertificateDesign, Level, Signatory
from certification.pdf.content import Design, Signature, Wording
from certification.services.pictures import png_of

MOST_SIGNATORIES = 3
TEXTS = ("heading", "opening", "statement", "participation_heading", "participation_statement", "note")
# What a specimen bears in place of a serial number: the register says of it that it can be none.
SPECIMEN = "SPECIMEN"


class DesignOvertaken(Exception):
    """Somebody else has published a design in the meantime. `str()` is a sentence that says what to do."""


@dataclass(frozen=True)
class FullDesign:
    """A design with those who sign, published or not yet."""

    row: CertificateDesign
    signatories: tuple[Signatory, ...] = ()

    def wording(self, level):
        """The words for certificates of a level."""
        row = self.row
        taking_part = level == Level.PARTICIPATION
        return Wording(
            heading=row.participation_heading if taking_part else row.heading,
            opening=row.opening,
            statement=row.participation_statement if taking_part else row.statement,
            note=row.note,
        )

    @property
    def said(self):
        """Everything that is printed, to compare two designs by."""
        row = self.row
        return (
            row.logo_id,
            *(getattr(row, name) for name in TEXTS),
            *((one.name, one.office, one.signature_id) for one in self.signatories),
        )


def newest_design(administration):
    """The design for certificates that are issued now, or None for the plain one."""
    return CertificateDesign.objects.filter(administration=administration).order_by("-number").first()


def full_design(row):
    """A published design with those who sign; None for none."""
    if row is None:
        return None
    return FullDesign(row, tuple(row.signatories.select_related("signature")))


def draft_design(*, administration, texts, logo, signatories):
    """A design that is not published: texts by name, a picture or None, and who signs as
    (name, office, picture or None). Nothing is written."""
    row = CertificateDesign(administration=administration, logo=logo, **texts)
    return FullDesign(
        row,
        tuple(
            Signatory(design=row, order=order, name=name, office=office, signature=picture)
            for order, (name, office, picture) in enumerate(signatories, start=1)
        ),
    )


@transaction.atomic
def publish_design(*, draft, based_on, by, now):
    """Publish a draft: certificates that are issued from now on bear it, those issued keep theirs.

    `based_on` is the number of the newest design that the author has seen, 0 for none. Publishing what is
    in use already changes nothing. Raises DesignOvertaken.
    """
    administration = Administration.objects.select_for_update().get(pk=draft.row.administration_id)
    present = newest_design(administration)
    if present and full_design(present).said == draft.said:
        return present
    number = present.number if present else 0
    if number != based_on:
        raise DesignOvertaken(
            _("Design %(number)s was published in the meantime. Look at it below, then publish yours again.")
            % {"number": number}
        )
    texts = {name: getattr(draft.row, name) for name in TEXTS}
    row = CertificateDesign.objects.create(
        administration=administration,
        number=number + 1,
        made_by=by,
        made_at=now,
        logo=draft.row.logo,
        **texts,
    )
    Signatory.objects.bulk_create(
        Signatory(design=row, order=one.order, name=one.name, office=one.office, signature=one.signature)
        for one in draft.signatories
    )
    record_act(administration=administration, by=by, act="design.published", now=now, what=str(row.number))
    return row


def printed(design, level):
    """What the PDF prints of a full design, pictures read; the plain design for None."""
    if design is None:
        return Design()
    return Design(
        logo=png_of(design.row.logo) if design.row.logo else b"",
        signatures=tuple(
            Signature(one.name, one.office, png_of(one.signature) if one.signature else b"")
            for one in design.signatories
        ),
        wording=design.wording(level),
    )


def specimen_of(administration, *, level, now):
    """A certificate of nobody, to show a design with. It is not stored and has no serial number."""
    day = administration.day_of(now)
    return Certificate(
        administration=administration,
        serial=SPECIMEN,
        holder_name="Sample Officer",
        administration_name=administration.name,
        signatory=administration.signatory,
        curriculum_title="Sample curriculum",
        curriculum_version=1,
        modules=[
            {"convention": mark, "name": name, "mark": "90\N{NO-BREAK SPACE}%"}
            for mark, name in (("intro", "Introduction"), ("cites", "CITES"), ("basel", "Basel"))
        ],
        issued_at=now,
        issued_on=day,
        valid_until=day.replace(year=day.year + 2, day=min(day.day, 28)),
        time_zone=administration.time_zone,
        language=administration.language,
        level=level,
    )
