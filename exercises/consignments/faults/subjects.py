"""Kinds of fault as those think of them who choose among them: what of a consignment each is about."""

from collections.abc import Iterable, Mapping

from exercises.consignments.faults.registry import Fault
from exercises.consignments.wording import marked as _

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    _("Validity and order of dates"): (
        "cites-validity-too-long",
        "cites-expired",
        "cites-issued-after-departure",
        "cites-endorsed-after-departure",
        "cites-first-export-later",
        "basel-before-consent",
        "basel-consent-expired",
        "basel-outside-period",
        "ods-expired",
        "ods-not-yet-issued",
        "departed-after-arrival",
    ),
    _("Stamps, seals, endorsement and changes on the paper"): (
        "cites-stamp-missing",
        "cites-other-stamp",
        "cites-stamp-lifted",
        "cites-not-endorsed",
        "cites-photocopy",
        "cites-altered-quantity",
        "cites-altered-validity",
        "basel-altered-quantity",
        "basel-altered-consent",
        "other-seal",
    ),
    _("Quantities, weights, packages and sums"): (
        "cites-over-permitted",
        "cites-endorsed-other-quantity",
        "cites-other-unit",
        "cites-quota-exceeded",
        "basel-other-quantity",
        "basel-other-packages",
        "basel-shipment-above-notified",
        "ods-over-licensed",
        "ods-containers-do-not-add-up",
        "ods-label-with-other-mass",
        "ods-co2-equivalent-wrong",
        "ods-odp-tonnes-wrong",
        "more-sold-than-packed",
        "packages-differ",
        "packages-not-as-counted",
        "gross-weights-differ",
        "net-above-gross",
        "invoice-does-not-add-up",
    ),
    _("What the goods are, and their codes"): (
        "cites-permit-for-other-species",
        "cites-other-species-found",
        "cites-other-common-name",
        "cites-wrong-appendix",
        "cites-other-tariff-code",
        "basel-other-waste-found",
        "basel-code-of-other-waste",
        "basel-deleted-code",
        "basel-other-y-code",
        "basel-unknown-h-code",
        "basel-other-un-number",
        "basel-declared-as-goods",
        "basel-notified-other-waste",
        "basel-notified-code-of-other-waste",
        "basel-notified-deleted-code",
        "basel-notified-other-y-code",
        "basel-notified-as-goods",
        "ods-other-substance-licensed",
        "ods-other-substance-found",
        "ods-label-of-other-gas",
        "ods-label-with-other-cas",
        "ods-label-with-other-un-number",
        "ods-sheet-of-other-gas",
        "ods-sheet-with-other-cas",
        "ods-sheet-with-other-un-number",
        "ods-sheet-with-other-composition",
        "ods-sheet-with-other-gwp",
        "ods-sheet-with-other-odp",
        "ods-other-cas",
        "ods-other-annex",
        "ods-other-tariff-code",
        "ods-declared-as-uncontrolled",
        "ods-other-composition",
        "ods-other-un-number",
        "other-description",
    ),
    _("Purpose, source and origin"): (
        "cites-other-purpose",
        "cites-source-of-other-kind",
        "cites-operation-missing",
        "cites-origins-differ",
        "cites-re-export-as-export",
        "cites-first-export-missing",
        "ods-licence-to-export",
        "ods-other-country-of-export",
    ),
    _("Consents and shipments notified"): (
        "basel-other-notification",
        "basel-serial-above-total",
        "basel-other-total",
        "basel-transit-without-consent",
        "basel-import-without-consent",
        "basel-consent-of-other-body",
        "basel-notified-individual",
        "basel-notified-other-operation",
    ),
    _("Parties, journey and other papers"): (
        "other-importer",
        "other-exporter",
        "other-consignee",
        "other-permit-on-invoice",
        "cites-other-waybill",
        "basel-other-route",
        "basel-notified-other-route",
        "basel-notified-other-exporter",
        "basel-notified-other-importer",
        "basel-notified-other-facility",
        "other-container",
    ),
}
"""The kinds by what they are about, each once."""


def by_subject(faults: Iterable[Fault]) -> list[tuple[str, list[Fault]]]:
    """The subjects of these kinds, with those of each."""
    known = {one.slug: one for one in faults}
    found = [
        (subject, [known[slug] for slug in slugs if slug in known]) for subject, slugs in SUBJECTS.items()
    ]
    return [(subject, kinds) for subject, kinds in found if kinds]
