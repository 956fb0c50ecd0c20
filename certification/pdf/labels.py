"""The fixed words of a certificate, one table a language.

A further language is a further entry of LABELS; its words are printed in the fonts of `fonts.py`.
"""

from dataclasses import dataclass
from datetime import date

BRAND = "Green Customs"


@dataclass(frozen=True)
class Labels:
    """The words of one language. Those with names in braces are filled with `str.format`.

    Heading and sentence are by the level of the certificate.
    """

    language: str
    tagline: str
    issued_for: str
    headings: dict[str, str]
    certifies: str
    met: dict[str, str]
    curriculum: str
    issued: str
    valid_until: str
    no_end: str
    replaces: str
    replaces_none: str
    serial: str
    for_administration: str
    seal: str
    specimen: str
    check: str
    title: str
    subject: str
    date_form: str
    months: tuple[str, ...]

    def day(self, value: date) -> str:
        """A date in words, as this language writes it."""
        month = self.months[value.month - 1]
        return self.date_form.format(day=value.day, month=month, year=value.year)


LABELS = {
    "en": Labels(
        language="en",
        tagline="Learning and certification",
        issued_for="Issued for",
        headings={
            "achievement": "Certificate of achievement",
            "participation": "Certificate of participation",
        },
        certifies="This is to certify that",
        met={
            "achievement": "has met every requirement of the national curriculum",
            "participation": "has completed the modules of the national curriculum",
        },
        curriculum="{name} · version {version}",
        issued="Issued",
        valid_until="Valid until",
        no_end="no end date",
        replaces="Replaces",
        replaces_none="none",
        serial="Serial number",
        for_administration="For the administration",
        seal="Seal and signature",
        specimen="Specimen",
        check=(
            "Check it at the address in the code, {address}: "
            "the register, not this paper, says whether it is in force."
        ),
        title="Certificate {serial}: {name}",
        subject="{curriculum}, {administration}",
        date_form="{day} {month} {year}",
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
    ),
}


@dataclass(frozen=True)
class TranscriptLabels:
    """The words of a transcript in one language. Those with names in braces are filled with `str.format`."""

    heading: str
    holder: str
    latin_name: str
    staff_number: str
    office: str
    drawn_on: str
    modules: str
    no_modules: str
    started: str
    completed: str
    under_way: str
    attempt: str
    mark: str
    passed: str
    not_passed: str
    certificates: str
    no_certificates: str
    issued: str
    states: dict[str, str]
    note: str
    page: str
    title: str
    subject: str


TRANSCRIPT_LABELS = {
    "en": TranscriptLabels(
        heading="Transcript of training",
        holder="Officer",
        latin_name="In Latin letters",
        staff_number="Staff number",
        office="Office",
        drawn_on="Drawn up on",
        modules="Modules",
        no_modules="No module has been started.",
        started="started {day}",
        completed="Completed {day}",
        under_way="Under way",
        attempt="{title}, {day}",
        mark="{mark} %, {needed} needed",
        passed="Passed",
        not_passed="Not passed",
        certificates="Certificates",
        no_certificates="None yet.",
        issued="issued {day}",
        states={
            "valid": "Valid",
            "expired": "Expired",
            "superseded": "Superseded",
            "suspended": "Suspended",
            "revoked": "Revoked",
        },
        note="A transcript is no certificate and bears no signature. Certificates are checked at {address}.",
        page="{name} · page {number} of {count}",
        title="Transcript of training: {name}",
        subject="Modules, marks and certificates at {administration}",
    ),
}


def transcript_labels_for(language: str) -> TranscriptLabels:
    """The words of a transcript, chosen as labels_for() chooses."""
    return TRANSCRIPT_LABELS.get(labels_for(language).language) or TRANSCRIPT_LABELS["en"]


def labels_for(language: str) -> Labels:
    """The table of a language code, of its base ("en-GB" is "en"), or else the English one."""
    code = language.lower()
    return LABELS.get(code) or LABELS.get(code.partition("-")[0]) or LABELS["en"]
