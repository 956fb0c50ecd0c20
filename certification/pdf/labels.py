"""The fixed words of a certificate, one table a language.

A further language is a further entry of LABELS; its words are printed in the fonts of `fonts.py`.
"""

from dataclasses import dataclass
from datetime import date

BRAND = "Green Customs"


@dataclass(frozen=True)
class Labels:
    """The words of one language. Those with names in braces are filled with `str.format`."""

    language: str
    tagline: str
    issued_for: str
    heading: str
    certifies: str
    met: str
    curriculum: str
    issued: str
    valid_until: str
    no_end: str
    replaces: str
    replaces_none: str
    serial: str
    for_administration: str
    seal: str
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
        heading="Certificate",
        certifies="This is to certify that",
        met="has met every requirement of the national curriculum",
        curriculum="{name} · version {version}",
        issued="Issued",
        valid_until="Valid until",
        no_end="no end date",
        replaces="Replaces",
        replaces_none="none",
        serial="Serial number",
        for_administration="For the administration",
        seal="Seal and signature",
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


def labels_for(language: str) -> Labels:
    """The table of a language code, of its base ("en-GB" is "en"), or else the English one."""
    code = language.lower()
    return LABELS.get(code) or LABELS.get(code.partition("-")[0]) or LABELS["en"]
