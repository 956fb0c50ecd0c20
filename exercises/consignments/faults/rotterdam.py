"""Faults of the export notification and its acknowledgement.

None turns on the printed titles of the seven sections, nor on what Annex V asks for of a mixture: neither is
verified in the reference.
"""

from datetime import timedelta
from random import Random

from exercises.consignments.clean.papers import name_of_party
from exercises.consignments.clean.rotterdam import authority, of_substance
from exercises.consignments.faults.chemicals import CAS_NUMBERS, chemical_of, other_chemical
from exercises.consignments.faults.common import elsewhere, last_figures_changed
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.stock.rotterdam import chemical_authority, other_chemical_bodies
from exercises.consignments.wording import marked as _
from exercises.inspections.scoring import Decision

NOTIFIED = ("rotterdam-notification",)
EVERY_YEAR = Basis("rotterdam-DNA-CH4", _("Article 12: before the first export of each calendar year"))
BEFORE_EXPORT = Basis("rotterdam-DNA-CH4", _("Article 12: before the export"))
ANNEX_V = Basis("rotterdam-PIC-ENF", _("Export notification form, with the information of Annex V"))
RECEIPT = Basis("rotterdam-PIC-EN", _("Article 12(4): acknowledgement within thirty days"))
ACKNOWLEDGEMENT = tuple(
    f"permit:acknowledged.{key}"
    for key in ("authority", "received", "signatory", "signed_on", "stamp", "signature")
)


@fault(
    "rotterdam-notification-of-last-year",
    title=_("The notification is of last year"),
    shows=_("Reference number and calendar year of the notification are of the year before the export."),
    matters=_(
        "It covers the exports of its own year only; before the first export of this year a new one is due."
    ),
    basis=EVERY_YEAR,
    action=Decision.CONSULT,
    entries=(
        "permit:year",
        "permit:number",
        "permit:acknowledged.number",
        "commercial-invoice:licence_number",
    ),
    trips=("rotterdam-notified-year",),
    templates=NOTIFIED,
)
def notification_of_last_year(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    year = int(given.text("permit:year"))
    number = given.text("permit:number").replace(f"-{year}-", f"-{year - 1}-")
    return given.write(
        {
            "permit:year": str(year - 1),
            "permit:number": number,
            "permit:acknowledged.number": number,
            "commercial-invoice:licence_number": number,
        }
    )


@fault(
    "rotterdam-notified-other-importer",
    title=_("The notification names another importer"),
    shows=_("The importer in section 3 is not the buyer on the invoice."),
    matters=_(
        "The authority was told of an import by someone else; these goods may be meant for another place."
    ),
    basis=ANNEX_V,
    action=Decision.CONSULT,
    entries=("permit:importer", "commercial-invoice:buyer.name"),
    trips=("same-importer",),
    templates=NOTIFIED,
)
def notified_other_importer(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    name = name_of_party(rng, "buyer", unlike=given.text("permit:importer"))
    return given.write({"permit:importer": name})


@fault(
    "rotterdam-notified-to-other-party",
    title=_("Another Party was notified"),
    shows=_("Importing Party and authority in sections 3 and 7 are not those of the country of destination."),
    matters=_("The country to which the goods go was not warned of them."),
    basis=BEFORE_EXPORT,
    action=Decision.DETAIN,
    entries=(
        "permit:importing_party",
        "permit:importing.authority",
        "permit:importing.address",
        "permit:importing.email",
    ),
    trips=("rotterdam-importing-party",),
    templates=NOTIFIED,
)
def notified_to_other_party(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    country = elsewhere(given, rng)
    named = {f"permit:{key}": value for key, value in authority("importing", country).items()}
    return given.write({"permit:importing_party": country.name, **named})


@fault(
    "rotterdam-notified-other-chemical",
    title=_("Another chemical was notified"),
    shows=_("Section 1 names another chemical, with its numbers, than invoice, label and safety data sheet."),
    matters=_("Nobody was notified of the chemical that is exported."),
    basis=ANNEX_V,
    action=Decision.DETAIN,
    entries=(
        "permit:common_name",
        "permit:chemical_name",
        "permit:cas",
        "permit:hs_code",
    ),
    trips=("rotterdam-notified-substance",),
    templates=NOTIFIED,
    also=("rotterdam-notified-other-cas",),
)
def notified_other_chemical(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = of_substance(other_chemical(given, rng)) | {"hs_code": chemical_of(given).hs_code}
    return given.write({f"permit:{key}": value for key, value in other.items()})


@fault(
    "rotterdam-notified-other-cas",
    title=_("Section 1 has the CAS number of another chemical"),
    shows=_("The CAS number in section 1 does not belong to the name beside it."),
    matters=_("It is not certain which chemical was notified; the one in the packages may not be."),
    basis=CAS_NUMBERS,
    action=Decision.CONSULT,
    entries=("permit:cas", "permit:common_name"),
    trips=("rotterdam-notified-cas",),
    templates=NOTIFIED,
    also=("rotterdam-notified-other-chemical",),
)
def notified_other_cas(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:cas": other_chemical(given, rng).cas})


@fault(
    "rotterdam-notified-other-code",
    title=_("Notification and invoice have different HS codes"),
    shows=_("The HS code in section 1 is not the one on the invoice."),
    matters=_("Under another code the goods pass the filters that look for the chemical."),
    basis=ANNEX_V,
    action=Decision.ASK,
    entries=("permit:hs_code", "commercial-invoice:line1.hs_code"),
    trips=("rotterdam-notified-code",),
    templates=NOTIFIED,
)
def notified_other_code(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    codes = ("3808.91", "3808.93", "2942.00", "3824.99")
    return given.write({"permit:hs_code": rng.choice(codes)})


@fault(
    "rotterdam-notified-other-category",
    title=_("The categories contradict each other"),
    shows=_("Section 3 foresees the other category than section 1 has."),
    matters=_("The category decides which rules and which answers cover the chemical."),
    basis=ANNEX_V,
    action=Decision.CONSULT,
    entries=("permit:foreseen_category", "permit:category"),
    trips=("rotterdam-notified-category",),
    templates=NOTIFIED,
)
def notified_other_category(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = "industrial" if given.text("permit:category") == "pesticide" else "pesticide"
    return given.write({"permit:foreseen_category": other})


@fault(
    "rotterdam-notified-other-use",
    title=_("Another use was notified"),
    shows=_("The use foreseen in section 3 is not the one on label and safety data sheet."),
    matters=_("The importing Party judges the risk by the use that it is told."),
    basis=ANNEX_V,
    action=Decision.CONSULT,
    entries=("permit:foreseen_use", "sheet:use", "label:use"),
    trips=("rotterdam-notified-use",),
    templates=NOTIFIED,
)
def notified_other_use(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    uses = [use for use in chemical_of(given).uses if use != given.text("permit:foreseen_use")]
    return given.write({"permit:foreseen_use": rng.choice(uses)})


@fault(
    "rotterdam-exported-before-notified",
    title=_("The goods left before the export was notified"),
    shows=_("The authority signed the notification after the day on which the goods left."),
    matters=_("A notification is due before the export, so that the importing Party can prepare."),
    basis=BEFORE_EXPORT,
    action=Decision.CONSULT,
    entries=(
        "permit:signed_on",
        "permit:acknowledged.received",
        "permit:acknowledged.signed_on",
        "waybill:departed",
    ),
    trips=("rotterdam-notified-first",),
    templates=NOTIFIED,
    touches=("permit:export_date",),
)
def exported_before_notified(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    signed = given.day("waybill:departed") + timedelta(days=rng.randrange(2, 6))
    days = {"signed_on": 0, "acknowledged.received": 2, "acknowledged.signed_on": 5, "export_date": 0}
    return given.write({f"permit:{key}": str(signed + timedelta(days=more)) for key, more in days.items()})


@fault(
    "rotterdam-expected-before-notified",
    title=_("The export was expected before it was notified"),
    shows=_("The expected date of export in section 3 lies before the day on which the authority signed."),
    matters=_("The form was filled in when the goods had gone, or for another export."),
    basis=BEFORE_EXPORT,
    action=Decision.ASK,
    entries=("permit:export_date", "permit:signed_on"),
    trips=("rotterdam-notified-ahead",),
    templates=NOTIFIED,
)
def expected_before_notified(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    expected = given.day("permit:signed_on") - timedelta(days=rng.randrange(5, 40))
    return given.write({"permit:export_date": str(expected)})


@fault(
    "rotterdam-not-acknowledged",
    title=_("Nobody acknowledged the notification"),
    shows=_("The page of acknowledgement has the reference number only: no date, no stamp, no signature."),
    matters=_(
        "It is not certain that the importing Party knows; the exporting Party has to send a second one."
    ),
    basis=RECEIPT,
    action=Decision.CONSULT,
    entries=ACKNOWLEDGEMENT,
    trips=("rotterdam-acknowledged",),
    templates=NOTIFIED,
    also=("rotterdam-acknowledged-late",),
)
def not_acknowledged(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    keys = ("authority", "received", "signatory", "signed_on")
    blank = given.write({f"permit:acknowledged.{key}": "" for key in keys})
    return blank.unmark("permit:acknowledged.stamp", "permit:acknowledged.signature")


@fault(
    "rotterdam-acknowledged-late",
    title=_("The acknowledgement came too late"),
    shows=_("The authority of the importing Party signed more than thirty days after it received it."),
    matters=_(
        "Within thirty days without an answer a second notification is due; the date may also be invented."
    ),
    basis=RECEIPT,
    action=Decision.ASK,
    entries=("permit:acknowledged.signed_on", "permit:acknowledged.received"),
    trips=("rotterdam-acknowledged-in-time",),
    templates=NOTIFIED,
    also=("rotterdam-not-acknowledged",),
)
def acknowledged_late(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    late = given.day("permit:acknowledged.received") + timedelta(days=rng.randrange(33, 45))
    return given.write({"permit:acknowledged.signed_on": str(late)})


@fault(
    "rotterdam-acknowledged-other-number",
    title=_("Another notification was acknowledged"),
    shows=_("The reference number in the acknowledgement is not that of the notification."),
    matters=_("The page was taken from another file; nobody acknowledged this notification."),
    basis=RECEIPT,
    action=Decision.CONSULT,
    entries=("permit:acknowledged.number", "permit:number"),
    trips=("rotterdam-acknowledged-number",),
    templates=NOTIFIED,
)
def acknowledged_other_number(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    number = last_figures_changed(given.text("permit:number"), rng)
    return given.write({"permit:acknowledged.number": number})


@fault(
    "rotterdam-acknowledged-by-other-body",
    title=_("Someone else than the authority acknowledged"),
    shows=_("The acknowledgement has name and stamp of a chamber, a council or a ministry."),
    matters=_("Only the designated national authority acknowledges for its Party."),
    basis=RECEIPT,
    action=Decision.CONSULT,
    entries=("permit:acknowledged.authority", "permit:acknowledged.stamp", "permit:acknowledged.signature"),
    trips=("rotterdam-acknowledging-authority",),
    templates=NOTIFIED,
)
def acknowledged_by_other_body(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    body = f"{rng.choice(other_chemical_bodies())}, {given.facts.destination}"
    changed = given.write({"permit:acknowledged.authority": body})
    return changed.reletter("permit:acknowledged.stamp", body.upper())


@fault(
    "rotterdam-stamp-of-other-authority",
    title=_("The stamp is that of another authority"),
    shows=_("The stamp in section 7 has another country than the authority named beside it."),
    matters=_("The form was stamped by someone who had no right to notify, or the stamp is forged."),
    basis=BEFORE_EXPORT,
    action=Decision.CONSULT,
    entries=("permit:exporting.stamp", "permit:exporting.signature"),
    trips=("rotterdam-stamp-of-authority",),
    templates=NOTIFIED,
    also=("rotterdam-notification-unstamped",),
)
def stamp_of_other_authority(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    lettering = chemical_authority(elsewhere(given, rng).name).upper()
    return given.reletter("permit:exporting.stamp", lettering)


@fault(
    "rotterdam-notification-unstamped",
    title=_("The notification has no stamp and no signature"),
    shows=_("Section 7 has neither stamp nor signature of the authority of the exporting Party."),
    matters=_("It is the authority that notifies; without it the form is a paper of the trader."),
    basis=BEFORE_EXPORT,
    action=Decision.CONSULT,
    entries=("permit:exporting.stamp", "permit:exporting.signature"),
    trips=("rotterdam-notification-stamped",),
    templates=NOTIFIED,
    also=("rotterdam-stamp-of-other-authority",),
)
def notification_unstamped(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.unmark("permit:exporting.stamp", "permit:exporting.signature")


@fault(
    "rotterdam-notified-by-other-country",
    title=_("Another country notified the export"),
    shows=_("The authority of the exporting Party in section 7 is of another country than the goods left."),
    matters=_("The country that has banned the chemical and lets it go knows nothing of this export."),
    basis=BEFORE_EXPORT,
    action=Decision.CONSULT,
    entries=("permit:exporting.authority", "permit:exporting.address", "permit:exporting.email"),
    trips=("rotterdam-exporting-party",),
    templates=NOTIFIED,
    touches=("permit:exporting.stamp",),
)
def notified_by_other_country(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    country = elsewhere(given, rng)
    named = {f"permit:{key}": value for key, value in authority("exporting", country).items()}
    lettering = chemical_authority(country.name).upper()
    return given.write(named).reletter("permit:exporting.stamp", lettering)
