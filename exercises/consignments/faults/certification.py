"""Faults of the certification by a State not party, and of what was read online beside it.

None turns on the sixty days for sending it on: the reference has not verified them throughout.
"""

from dataclasses import replace
from datetime import timedelta
from random import Random

from exercises.consignments.clean.papers import name_of_party, pick
from exercises.consignments.clean.stockholm import labelled
from exercises.consignments.faults.common import declared_under, elsewhere
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.stock.stockholm import (
    AnnexBChemical,
    annex_a_chemicals,
    annex_b_chemicals,
    stockholm_words,
)
from exercises.consignments.wording import marked as _
from exercises.documents.model import Value
from exercises.documents.writing import written_date
from exercises.inspections.scoring import Decision

CERTIFIED = ("stockholm-declaration",)
CONTENT = Basis("stockholm-INF-3-2B", _("Article 3.2(b)(iii): what the certification has to say"))
ANNUAL = Basis("stockholm-SC-CERT", _("Article 3.2(b)(iii): a certification each year"))
NOT_PARTY = Basis("stockholm-SC-CERT", _("Article 3.2(b)(iii): for a State that is not a Party"))
REGISTER = Basis("stockholm-SC-REG", _("Register of acceptable purposes, Annex B"))
CAS = Basis("stockholm-CHEMDB", _("CAS numbers of the chemicals"))
SENT = ("permit:received_on", "permit:sent_on")


def chemical_of(given: ConsignmentSet) -> AnnexBChemical:
    return next(one for one in annex_b_chemicals() if one.slug == given.goods)


@fault(
    "stockholm-other-chemical-certified",
    title=_("The certification is for another chemical"),
    shows=_("Part C names another chemical than the invoice, with the CAS number of that other one."),
    matters=_("The State has promised nothing for the chemical that is shipped."),
    basis=CONTENT,
    action=Decision.REFUSE,
    entries=("permit:chemical", "permit:cas", "commercial-invoice:line1.description", "check:chemical"),
    trips=("stockholm-certified-chemical",),
    templates=CERTIFIED,
    also=("stockholm-other-chemical-found",),
)
def other_chemical_certified(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = rng.choice(annex_a_chemicals())
    return given.write({"permit:chemical": other.name, "permit:cas": other.cas})


@fault(
    "stockholm-other-chemical-found",
    title=_("The packages hold another chemical"),
    shows=_("Name and CAS number on the packages are those of another chemical than certified and sold."),
    matters=_("A chemical that may not be traded travels under the name of one that may."),
    basis=CAS,
    action=Decision.DETAIN,
    entries=(
        *("permit:chemical", "permit:cas", "commercial-invoice:line1.description"),
        *("packing-list:line1.description", "waybill:line1.description", "check:chemical"),
    ),
    trips=("stockholm-chemical-found",),
    templates=CERTIFIED,
    also=("stockholm-other-chemical-certified",),
)
def other_chemical_found(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = rng.choice(annex_a_chemicals())
    return replace(given, found=replace(given.found, goods=other.slug, signs=labelled(other.name, other.cas)))


@fault(
    "stockholm-certified-other-cas",
    title=_("The CAS number is that of another chemical"),
    shows=_("The CAS number in part C does not belong to the chemical that is named above it."),
    matters=_("Nobody can say for which of the two chemicals the State gives its promise."),
    basis=CAS,
    action=Decision.REFUSE,
    entries=("permit:cas", "permit:chemical"),
    trips=("stockholm-certified-cas",),
    templates=CERTIFIED,
)
def certified_other_cas(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:cas": rng.choice(annex_a_chemicals()).cas})


@fault(
    "stockholm-declared-as-other-chemical",
    title=_("The HS code is that of other chemicals"),
    shows=_("The HS code on invoice and carrier's paper is not one of DDT."),
    matters=_("Under the code of common goods the chemical passes every filter that looks for it."),
    basis=Basis("stockholm-HS22", _("HS 2022: 2903.92, 3808.52 and 3808.59 for DDT")),
    action=Decision.CONSULT,
    entries=("commercial-invoice:line1.hs_code", "waybill:line1.hs_code"),
    trips=("stockholm-chemical-code",),
    templates=CERTIFIED,
    needs=("chemical:ddt",),
)
def declared_as_other_chemical(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    code = chemical_of(given).declared_as
    return declared_under(given, code)


@fault(
    "stockholm-other-use",
    title=_("The use is not the purpose in the register"),
    shows=_("The use in part D is another than the acceptable purpose that was read in the register."),
    matters=_("A purpose covers no other use of the same chemical."),
    basis=REGISTER,
    action=Decision.CONSULT,
    entries=("permit:use", "check:purpose"),
    trips=("stockholm-use-registered",),
    templates=CERTIFIED,
)
def other_use(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:use": rng.choice(stockholm_words("other_uses"))})


@fault(
    "stockholm-use-missing",
    title=_("No use is stated"),
    shows=_("Part D is blank."),
    matters=_("Without a use nobody can hold the certification against the register."),
    basis=CONTENT,
    action=Decision.REFUSE,
    entries=("permit:use",),
    trips=("stockholm-use-stated",),
    templates=CERTIFIED,
)
def use_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:use": ""})


@fault(
    "stockholm-no-promise-on-releases",
    title=_("The promise on releases is missing"),
    shows=_("Part E is blank."),
    matters=_("Without it the legal basis of the export is not met."),
    basis=CONTENT,
    action=Decision.REFUSE,
    entries=("permit:releases",),
    trips=("stockholm-commitment-releases",),
    templates=CERTIFIED,
)
def no_promise_on_releases(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:releases": ""})


@fault(
    "stockholm-no-promise-on-wastes",
    title=_("The promise on stockpiles and wastes is missing"),
    shows=_("Part F is blank."),
    matters=_("Without it the legal basis of the export is not met."),
    basis=CONTENT,
    action=Decision.REFUSE,
    entries=("permit:wastes",),
    trips=("stockholm-commitment-wastes",),
    templates=CERTIFIED,
)
def no_promise_on_wastes(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:wastes": ""})


@fault(
    "stockholm-no-promise-on-ddt",
    title=_("The promise for DDT is missing"),
    shows=_("DDT is certified, and part G is blank."),
    matters=_("For DDT the State has to commit itself to Part II of Annex B as well."),
    basis=CONTENT,
    action=Decision.REFUSE,
    entries=("permit:ddt",),
    trips=("stockholm-commitment-ddt",),
    templates=CERTIFIED,
    needs=("chemical:ddt",),
)
def no_promise_on_ddt(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:ddt": ""})


@fault(
    "stockholm-no-supporting-law",
    title=_("No law is attached"),
    shows=_("Part H names no law, rule or policy."),
    matters=_("Nobody can check what stands behind the promises."),
    basis=CONTENT,
    action=Decision.ASK,
    entries=("permit:documents",),
    trips=("stockholm-supported",),
    templates=CERTIFIED,
)
def no_supporting_law(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:documents": ()})


@fault(
    "stockholm-letter-of-company",
    title=_("A company certifies in place of the State"),
    shows=_("Letterhead, issuer and stamp are those of a company."),
    matters=_("Only the government of the importing State can make these promises."),
    basis=CONTENT,
    action=Decision.REFUSE,
    entries=("permit:authority", "permit:ministry", "permit:signatory", "permit:stamp"),
    trips=("stockholm-issued-by-state",),
    templates=CERTIFIED,
    touches=("permit:signature",),
)
def letter_of_company(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    name, person = name_of_party(rng, "buyer"), pick(rng, "traders")
    address = given.value("permit:ministry")
    rest = address[1:] if isinstance(address, tuple) else ()
    changes: dict[str, Value] = {
        "permit:authority": name,
        "permit:ministry": (name, *rest),
        "permit:signatory": f"{person}, managing director",
    }
    lettering = f"{name}, {given.text('permit:state')}".upper()
    return given.write(changes).reletter("permit:stamp", lettering).reletter("permit:signature", person)


@fault(
    "stockholm-not-signed",
    title=_("The certification is not signed"),
    shows=_("There is no signature in part I."),
    matters=_("An unsigned letter binds no State."),
    basis=CONTENT,
    action=Decision.REFUSE,
    entries=("permit:signature",),
    trips=("stockholm-signed",),
    templates=CERTIFIED,
)
def not_signed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.unmark("permit:signature")


@fault(
    "stockholm-not-stamped",
    title=_("The certification is not stamped"),
    shows=_("There is no stamp of a government in part I."),
    matters=_("Without the stamp nothing but a letterhead tells who wrote it."),
    basis=CONTENT,
    action=Decision.CONSULT,
    entries=("permit:stamp",),
    trips=("stockholm-stamped",),
    templates=CERTIFIED,
)
def not_stamped(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.unmark("permit:stamp")


@fault(
    "stockholm-stamp-of-other-state",
    title=_("The stamp is of another State"),
    shows=_("The lettering of the stamp in part I names another State than part A."),
    matters=_("The certification was put together from papers of different States."),
    basis=CONTENT,
    action=Decision.REFUSE,
    entries=("permit:stamp",),
    trips=("stockholm-stamp-of-state",),
    templates=CERTIFIED,
)
def stamp_of_other_state(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    lettering = f"{given.text('permit:authority')}, {elsewhere(given, rng).name}".upper()
    return given.reletter("permit:stamp", lettering)


@fault(
    "stockholm-certified-other-year",
    title=_("The certification is of an earlier year"),
    shows=_("The date in part I lies in the year before the export."),
    matters=_("The certification is annual; for this year the State has promised nothing."),
    basis=ANNUAL,
    action=Decision.ASK,
    entries=("permit:signed_on",),
    trips=("stockholm-this-year",),
    templates=CERTIFIED,
    touches=SENT,
)
def certified_other_year(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    names = [name for name in ("permit:signed_on", *SENT) if given.text(name)]
    return given.write({name: str(given.day(name) - timedelta(days=365)) for name in names})


@fault(
    "stockholm-certified-after-today",
    title=_("The certification is dated after today"),
    shows=_("The date in part I lies after the day on which the goods are presented."),
    matters=_("It has to be there before the export, and nobody signs ahead of time."),
    basis=ANNUAL,
    action=Decision.CONSULT,
    entries=("permit:signed_on", "permit:received_on"),
    trips=("stockholm-certified-before",),
    templates=CERTIFIED,
    touches=("permit:sent_on",),
)
def certified_after_today(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = given.facts.presented_on + timedelta(days=rng.randrange(2, 15))
    return given.write({"permit:signed_on": str(day), "permit:sent_on": ""})


@fault(
    "stockholm-sent-before-signed",
    title=_("The certification was sent on before it was signed"),
    shows=_("The date on which it was sent to the Secretariat lies before the date in part I."),
    matters=_("What was sent was another paper than the one presented."),
    basis=ANNUAL,
    action=Decision.CONSULT,
    entries=("permit:sent_on", "permit:received_on", "permit:signed_on"),
    trips=("stockholm-sent-afterwards",),
    templates=CERTIFIED,
    needs=("sent:yes",),
)
def sent_before_signed(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    sent = given.day("permit:signed_on") - timedelta(days=rng.randrange(3, 25))
    return given.write({"permit:sent_on": str(sent)})


@fault(
    "stockholm-other-importing-state",
    title=_("Another State has certified"),
    shows=_("The State in part A and on the stamp is not the country of destination."),
    matters=_("The State to which the goods go has promised nothing."),
    basis=NOT_PARTY,
    action=Decision.REFUSE,
    entries=(
        *("permit:state", "permit:ministry", "permit:stamp"),
        *("commercial-invoice:destination_country", "check:state"),
    ),
    trips=("stockholm-same-state",),
    templates=CERTIFIED,
)
def other_importing_state(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = elsewhere(given, rng)
    address = given.value("permit:ministry")
    rest = address[:-1] if isinstance(address, tuple) else ()
    lettering = f"{given.text('permit:authority')}, {other.name}".upper()
    changes: dict[str, Value] = {"permit:state": other.name, "permit:ministry": (*rest, other.city)}
    return given.write(changes).reletter("permit:stamp", lettering)


@fault(
    "stockholm-other-exporting-party",
    title=_("The certification is for another exporting Party"),
    shows=_("Part B names another country than the one that the goods leave."),
    matters=_("The certification was given to the authority of another Party."),
    basis=CONTENT,
    action=Decision.CONSULT,
    entries=(
        *("permit:exporting_party", "permit:exporting_authority", "permit:receipt_stamp"),
        "commercial-invoice:export_country",
    ),
    trips=("stockholm-same-exporting-party",),
    templates=CERTIFIED,
)
def other_exporting_party(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:exporting_party": elsewhere(given, rng).name})


@fault(
    "stockholm-unloaded-elsewhere",
    title=_("The carrier unloads in another country"),
    shows=_("The port of discharge on the carrier's paper is not in the country of destination."),
    matters=_("The chemical goes where no State has certified and nobody looked in the register."),
    basis=NOT_PARTY,
    action=Decision.CONSULT,
    entries=(
        *("waybill:discharge", "commercial-invoice:port_of_discharge"),
        *("packing-list:port_of_discharge", "commercial-invoice:destination_country"),
    ),
    trips=("stockholm-unloaded-there",),
    templates=CERTIFIED,
)
def unloaded_elsewhere(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    other = elsewhere(given, rng)
    return given.write({"waybill:discharge": f"{other.port}, {other.name}"})


@fault(
    "stockholm-state-is-party",
    title=_("The State of import is a Party for this chemical"),
    shows=_("The list of Parties that was read online has the State of import as a Party."),
    matters=_("For a Party the register decides whether the chemical may go there, not a certification."),
    basis=NOT_PARTY,
    action=Decision.CONSULT,
    entries=("check:status", "check:state", "permit:state"),
    trips=("stockholm-state-not-party",),
    templates=CERTIFIED,
)
def state_is_party(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"check:status": "party"})


@fault(
    "stockholm-register-of-other-chemical",
    title=_("The register was read for another chemical"),
    shows=_("The sheet of the check names another chemical than the invoice."),
    matters=_("Whether a purpose of this chemical goes on is not known."),
    basis=REGISTER,
    action=Decision.ASK,
    entries=("check:chemical", "permit:chemical"),
    trips=("stockholm-register-chemical",),
    templates=CERTIFIED,
)
def register_of_other_chemical(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"check:chemical": rng.choice(annex_a_chemicals()).name})


@fault(
    "stockholm-register-of-other-party",
    title=_("The entry in the register is of another Party"),
    shows=_("Box 3 of the entry names another country than the one that the goods leave."),
    matters=_("An entry of a neighbour gives no right to this country."),
    basis=REGISTER,
    action=Decision.CONSULT,
    entries=("check:party", "permit:exporting_party", "commercial-invoice:export_country"),
    trips=("stockholm-register-party",),
    templates=CERTIFIED,
)
def register_of_other_party(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"check:party": elsewhere(given, rng).name})


@fault(
    "stockholm-register-read-before",
    title=_("The register was read long before"),
    shows=_("The register was not read on the day on which the goods are presented."),
    matters=_("Entries end and are withdrawn; an old printout proves nothing."),
    basis=REGISTER,
    action=Decision.ASK,
    entries=("check:read_on",),
    trips=("stockholm-register-today",),
    templates=CERTIFIED,
)
def register_read_before(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = given.facts.presented_on - timedelta(days=rng.randrange(40, 300))
    return given.write({"check:read_on": str(day)})


@fault(
    "stockholm-purpose-withdrawn",
    title=_("The acceptable purpose was withdrawn"),
    shows=_("Box 4 of the entry says that it was withdrawn before the export."),
    matters=_("The Party that exports has no purpose left to rely on."),
    basis=REGISTER,
    action=Decision.DETAIN,
    entries=("check:expiry",),
    trips=("stockholm-register-holds",),
    templates=CERTIFIED,
)
def purpose_withdrawn(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = given.facts.presented_on - timedelta(days=rng.randrange(20, 200))
    return given.write({"check:expiry": f"Withdrawn on {written_date(str(day))}"})
