"""Faults of the certificate of a ship, and of the treatment system that it certifies."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from exercises.consignments.clean.bwm import OLD_APPROVAL, approval_of, plate
from exercises.consignments.faults.bwm import changed, earlier, other_imo, other_name, with_sign
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import SHIPS, ConsignmentSet
from exercises.consignments.rules.bwm import BOOK, CERTIFICATE, REPORT, system_found
from exercises.consignments.stock.bwm import Treatment, flags, treatments
from exercises.consignments.wording import marked as _
from exercises.documents.templates.bwm_record_book.fields import LINES
from exercises.inspections.scoring import Decision

NO_VALID_CERTIFICATE = Basis("bwm-B3", _("Article 9(2): no valid certificate, or clear grounds"))
CORRESPONDS = Basis("bwm-B49", _("Detainable: ship or equipment does not correspond to the certificate"))
PLATE = ("found:plate",)
"""What is not on paper but changed by several kinds, so that they do not go together."""


@fault(
    "bwm-certificate-expired",
    title=_("The certificate has expired"),
    shows=_("The last day of validity lies before today."),
    matters=_("Without a valid certificate the ship is open to a more detailed inspection."),
    basis=NO_VALID_CERTIFICATE,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:valid_until",),
    trips=("bwm-certificate-valid",),
    templates=SHIPS,
)
def certificate_expired(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    until = given.facts.presented_on - timedelta(days=rng.randrange(5, 50))
    return given.write({f"{CERTIFICATE}:valid_until": str(until)})


@fault(
    "bwm-certificate-not-yet-issued",
    title=_("The certificate is issued on a day that is still to come"),
    shows=_("The date of issue lies after today."),
    matters=_("A certificate that is not issued yet is no valid one, or it was made up."),
    basis=NO_VALID_CERTIFICATE,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:issue_date", f"{CERTIFICATE}:survey_date"),
    trips=("bwm-certificate-issued",),
    templates=SHIPS,
    needs=("endorsed:no",),
)
def certificate_not_yet_issued(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = given.facts.presented_on + timedelta(days=rng.randrange(3, 25))
    return given.write({f"{CERTIFICATE}:issue_date": str(day)})


@fault(
    "bwm-only-exchange",
    title=_("The certificate has exchange of ballast water only"),
    shows=_("Regulation D-1 is ticked in box 12 and nothing else, after 8 September 2024."),
    matters=_("Every ship in scope has to treat its water to the D-2 standard by now."),
    basis=Basis("bwm-B42", _("Regulation B-3: D-2 for all ships since 8 September 2024")),
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:principal",),
    trips=("bwm-treated",),
    templates=SHIPS,
)
def only_exchange(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{CERTIFICATE}:principal": "d1"})


@fault(
    "bwm-certificate-other-ship",
    title=_("The certificate names another ship"),
    shows=_("The name on the certificate is not the name on the hull."),
    matters=_("The certificate of another ship says nothing of this one."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:ship",),
    trips=("bwm-certificate-ship",),
    templates=SHIPS,
)
def certificate_other_ship(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{CERTIFICATE}:ship": other_name(rng, given)})


@fault(
    "bwm-certificate-other-imo",
    title=_("The certificate has the IMO number of another ship"),
    shows=_("The IMO number on the certificate is not the one on the hull."),
    matters=_("Names change and the number does not: the certificate may be that of another ship."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:imo",),
    trips=("bwm-certificate-imo",),
    templates=SHIPS,
)
def certificate_other_imo(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({f"{CERTIFICATE}:imo": other_imo(rng, given)})


@fault(
    "bwm-certificate-other-flag",
    title=_("The certificate is of another flag State"),
    shows=_("The Government on the certificate is not that of the flag in record book and report."),
    matters=_("The flag State issues the certificate; that of another State is not valid for this ship."),
    basis=Basis("bwm-SEED0", _("The flag State issues the certificate")),
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:authority", f"{CERTIFICATE}:issuer_seal", f"{BOOK}:flag", f"{REPORT}:flag"),
    trips=("bwm-certificate-flag",),
    templates=SHIPS,
)
def certificate_other_flag(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = given.text(f"{CERTIFICATE}:authority")
    other = rng.choice([state for state in flags() if state != mine])
    made = given.write({f"{CERTIFICATE}:authority": other})
    return made.remark(
        f"{CERTIFICATE}:issuer_seal",
        lambda mark: replace(mark, text=mark.text.replace(mine.upper(), other.upper())),
    )


@fault(
    "bwm-certificate-other-registry",
    title=_("The certificate names another port of registry"),
    shows=_("The port of registry on the certificate is not the one on the stern."),
    matters=_("The ship may have changed its flag since, or the certificate is not its own."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:registry",),
    trips=("bwm-certificate-registry",),
    templates=SHIPS,
)
def certificate_other_registry(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = given.text(f"{CERTIFICATE}:registry")
    other = rng.choice([registry for registry in flags().values() if registry != mine])
    return given.write({f"{CERTIFICATE}:registry": other})


@fault(
    "bwm-tonnages-differ",
    title=_("Certificate and record book have different gross tonnages"),
    shows=_("The gross tonnage on the certificate is not the one on the front of the record book."),
    matters=_("One of the two was made for another ship."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:tonnage", f"{BOOK}:tonnage"),
    trips=("bwm-tonnage",),
    templates=SHIPS,
)
def tonnages_differ(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(
        changed(given, f"{CERTIFICATE}:tonnage", rng.choice((-1, 1)) * rng.randrange(900, 6000))
    )


@fault(
    "bwm-capacities-differ",
    title=_("Certificate and record book have different capacities"),
    shows=_("The ballast water capacity on the certificate is not the one on the front of the record book."),
    matters=_("Tanks that no paper tells of can hold water that nobody has treated."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:capacity", f"{BOOK}:capacity", f"{REPORT}:capacity"),
    trips=("bwm-certificate-capacity",),
    templates=SHIPS,
    also=("bwm-report-other-capacity",),
)
def capacities_differ(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(changed(given, f"{CERTIFICATE}:capacity", -rng.randrange(80, 400) * 10))


def with_system(given: ConsignmentSet, system: Treatment) -> ConsignmentSet:
    """Another system on board, approved as the one before."""
    old = any(OLD_APPROVAL in sign for sign in given.found.signs)
    approval = OLD_APPROVAL if old else approval_of(given.facts.presented_on)
    found = replace(given.found, goods=system.slug)
    return with_sign(replace(given, found=found), "Type plate", plate(system, approval))


@fault(
    "bwm-system-of-other-maker",
    title=_("The treatment system is of another manufacturer"),
    shows=_("The type plate on board has another manufacturer than box 11 of the certificate."),
    matters=_("The system that was surveyed is not the one that treats the water."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:maker",),
    trips=("bwm-maker",),
    templates=SHIPS,
    touches=PLATE,
)
def system_of_other_maker(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return with_system(given, rng.choice(_systems(given, maker=False)))


def _systems(given: ConsignmentSet, *, maker: bool) -> list[Treatment]:
    """Systems of the same size that have the same maker and another method, or the other way round."""
    mine = system_found(given)
    return [
        one
        for one in treatments()
        if mine
        and one.rate == mine.rate
        and (one.maker == mine.maker) == maker
        and (one.method == mine.method) != maker
    ]


@fault(
    "bwm-system-of-other-method",
    title=_("The treatment system works by another method"),
    shows=_("The type plate on board has another method than certificate, record book and report."),
    matters=_("The papers describe a treatment that this ship cannot give its water."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(
        f"{CERTIFICATE}:method",
        *(f"{BOOK}:{line}.method" for line in LINES[:3]),
        *(f"{REPORT}:{line}.method" for line in LINES[:2]),
    ),
    trips=("bwm-method",),
    templates=SHIPS,
    touches=PLATE,
)
def system_of_other_method(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return with_system(given, rng.choice(_systems(given, maker=True)))


@fault(
    "bwm-approved-under-old-guidelines",
    title=_("The treatment system is approved under guidelines that no longer count"),
    shows=_("The type plate has the guidelines of 2008; the system was installed since 28 October 2020."),
    matters=_("Systems installed since then need approval under the BWMS Code or the guidelines of 2016."),
    basis=Basis("bwm-B15", _("BWMS Code: systems installed on or after 28 October 2020")),
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:installed",),
    trips=("bwm-approval",),
    templates=SHIPS,
    needs=("system:new",),
    touches=PLATE,
)
def approved_under_old_guidelines(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = system_found(given)
    return with_sign(given, "Type plate", plate(mine, OLD_APPROVAL)) if mine else given


@fault(
    "bwm-installed-before-built",
    title=_("The treatment system is older on board than the ship"),
    shows=_("The date of installation lies before the date of construction."),
    matters=_("One of the two dates was taken from another ship or made up."),
    basis=CORRESPONDS,
    action=Decision.CONSULT,
    entries=(f"{CERTIFICATE}:installed", f"{CERTIFICATE}:built"),
    trips=("bwm-installed",),
    templates=SHIPS,
)
def installed_before_built(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    day = earlier(given, f"{CERTIFICATE}:built", rng.randrange(200, 900))
    return given.write({f"{CERTIFICATE}:installed": day})
