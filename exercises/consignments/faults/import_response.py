"""Faults of the import response and of what it allows."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.clean.papers import plain
from exercises.consignments.clean.rotterdam import circular_of
from exercises.consignments.faults.chemicals import CAS_NUMBERS, chemical_of, other_chemical
from exercises.consignments.faults.common import elsewhere
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.model import ConsignmentSet
from exercises.consignments.stock.rotterdam import chemicals_answered
from exercises.consignments.wording import marked as _
from exercises.inspections.scoring import Decision

ANSWERED = ("rotterdam-import-response",)
RESPONSES = Basis("rotterdam-PIC-CIRC", _("Article 10: the response of the importing Party"))
CONDITIONS = Basis("rotterdam-PIC-AR-PFOA", _("Article 10: consent under conditions"))
CODES = Basis("rotterdam-PIC-HS", _("Article 13(1): the HS code on the shipping document"))
SPECIFIED = ("permit:condition_use", "permit:condition_kg", "permit:conditions")


def circular(published: date) -> dict[str, str]:
    return {f"permit:{key}": str(value) for key, value in circular_of(published).items()}


@fault(
    "rotterdam-answer-of-other-party",
    title=_("Another Party answered"),
    shows=_("The Party in box 1 is not the country of destination."),
    matters=_("Each Party answers for itself; that of the destination may have refused."),
    basis=RESPONSES,
    action=Decision.DETAIN,
    entries=("permit:party",),
    trips=("rotterdam-answering-party",),
    templates=ANSWERED,
)
def answer_of_other_party(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:party": elsewhere(given, rng).name})


@fault(
    "rotterdam-answer-for-other-chemical",
    title=_("The answer is about another chemical"),
    shows=_("Box 2 names another chemical than invoice, label and safety data sheet."),
    matters=_("What is imported has no answer."),
    basis=RESPONSES,
    action=Decision.DETAIN,
    entries=("permit:common_name", "permit:cas"),
    trips=("rotterdam-answer-substance",),
    templates=ANSWERED,
    also=("rotterdam-answer-with-other-cas",),
)
def answer_for_other_chemical(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = chemical_of(given)
    other = rng.choice([one for one in chemicals_answered() if one.name != mine.name])
    return given.write({"permit:common_name": other.name, "permit:cas": other.cas})


@fault(
    "rotterdam-answer-with-other-cas",
    title=_("The answer has the CAS number of another chemical"),
    shows=_("The CAS number in box 2 does not belong to the name beside it."),
    matters=_("The page was altered or put together, so it proves no answer."),
    basis=CAS_NUMBERS,
    action=Decision.CONSULT,
    entries=("permit:cas", "permit:common_name"),
    trips=("rotterdam-answer-cas",),
    templates=ANSWERED,
    also=("rotterdam-answer-for-other-chemical",),
)
def answer_with_other_cas(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:cas": other_chemical(given, rng).cas})


@fault(
    "rotterdam-answer-for-other-category",
    title=_("The answer is about another category"),
    shows=_("Box 2 has another category than that of the goods, which are a pesticide."),
    matters=_("A Party answers for each category by itself; for this one nothing is proved."),
    basis=RESPONSES,
    action=Decision.CONSULT,
    entries=("permit:category",),
    trips=("rotterdam-answer-category",),
    templates=ANSWERED,
)
def answer_for_other_category(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:category": rng.choice(("industrial", "formulation"))})


@fault(
    "rotterdam-no-consent",
    title=_("The Party refused the import"),
    shows=_("Box 4 has no consent to import, and the goods are here."),
    matters=_("The answer of the importing Party decides; what it refused must not be shipped."),
    basis=RESPONSES,
    action=Decision.REFUSE,
    entries=("permit:decision",),
    trips=("rotterdam-answer-consents",),
    templates=ANSWERED,
    needs=("answer:consent",),
    also=("rotterdam-interim-without-decision",),
)
def no_consent(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:decision": "no_consent"})


@fault(
    "rotterdam-interim-without-decision",
    title=_("The interim response decides nothing"),
    shows=_("Box 4 of an interim response says that the import is under consideration."),
    matters=_("A response without a decision is no consent, though it is an answer."),
    basis=Basis(
        "rotterdam-RC-TEXT", _("Articles 10 and 11(2): interim response without an interim decision")
    ),
    action=Decision.DETAIN,
    entries=("permit:decision", "permit:type"),
    trips=("rotterdam-answer-decides",),
    templates=ANSWERED,
    needs=("answer:interim",),
    also=("rotterdam-no-consent",),
)
def interim_without_decision(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"permit:decision": "none"})


@fault(
    "rotterdam-condition-use-not-met",
    title=_("The goods are for a use that is not allowed"),
    shows=_("The use on label and safety data sheet is not the one that box 5 allows."),
    matters=_("Conditions are part of the consent: for any other use there is none."),
    basis=CONDITIONS,
    action=Decision.DETAIN,
    entries=("permit:condition_use", "sheet:use", "label:use"),
    trips=("rotterdam-condition-use",),
    templates=ANSWERED,
    needs=("answer:conditions",),
)
def condition_use_not_met(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    uses = [use for use in chemical_of(given).uses if use != given.text("permit:condition_use")]
    return given.write({"permit:condition_use": rng.choice(uses)})


@fault(
    "rotterdam-condition-quantity-exceeded",
    title=_("There is more than the answer allows"),
    shows=_("The net weight packed is above the quantity that box 5 allows for one consignment."),
    matters=_("What is above the quantity has no consent."),
    basis=CONDITIONS,
    action=Decision.DETAIN,
    entries=("permit:condition_kg", "packing-list:total_net_kg", "packing-list:line1.net_kg"),
    trips=("rotterdam-condition-quantity",),
    templates=ANSWERED,
    needs=("answer:conditions",),
)
def condition_quantity_exceeded(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    packed = given.number("packing-list:total_net_kg") or Decimal(0)
    allowed = (packed * rng.randrange(40, 90) / 100).quantize(Decimal(1))
    return given.write({"permit:condition_kg": plain(allowed)})


@fault(
    "rotterdam-conditions-missing",
    title=_("The conditions are missing"),
    shows=_("Box 4 consents under conditions, and box 5 does not say which."),
    matters=_("Nobody can tell whether the goods meet them; part of the page was left away."),
    basis=CONDITIONS,
    action=Decision.CONSULT,
    entries=("permit:decision", *SPECIFIED),
    trips=("rotterdam-answer-conditions",),
    templates=ANSWERED,
    needs=("answer:conditions",),
)
def conditions_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write(dict.fromkeys(SPECIFIED, ""))


@fault(
    "rotterdam-answer-of-old-circular",
    title=_("The page is from an old circular"),
    shows=_("The circular in box 6 is several years old, though a new one comes every six months."),
    matters=_("The Party may have changed its answer since; look the response up at its source."),
    basis=Basis("rotterdam-PIC-CIRC", _("Article 10: circulars every six months")),
    action=Decision.ASK,
    entries=("permit:published_on", "permit:circular", "permit:submitted_on"),
    trips=("rotterdam-answer-current",),
    templates=ANSWERED,
)
def answer_of_old_circular(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    published = date(rng.randrange(2018, 2024), rng.choice((6, 12)), 12)
    submitted = published - timedelta(days=rng.randrange(40, 700))
    return given.write({"permit:submitted_on": str(submitted), **circular(published)})


@fault(
    "rotterdam-answer-after-export",
    title=_("The goods left before the Party answered"),
    shows=_("The response in box 6 was submitted after the day on which the goods left."),
    matters=_("When they left there was no answer that allowed it."),
    basis=RESPONSES,
    action=Decision.CONSULT,
    entries=("permit:submitted_on", "permit:published_on", "permit:circular", "waybill:departed"),
    trips=("rotterdam-answer-first",),
    templates=ANSWERED,
)
def answer_after_export(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    submitted = given.day("waybill:departed") + timedelta(days=rng.randrange(2, 8))
    published = submitted + timedelta(days=rng.randrange(3, 10))
    return given.write({"permit:submitted_on": str(submitted), **circular(published)})


@fault(
    "rotterdam-answer-published-before",
    title=_("The answer was published before it was given"),
    shows=_("The date of the circular in box 6 lies before the date on which the response was submitted."),
    matters=_("One of the dates was changed, so it is not certain which answer the page shows."),
    basis=RESPONSES,
    action=Decision.ASK,
    entries=("permit:submitted_on", "permit:published_on"),
    trips=("rotterdam-answer-submitted",),
    templates=ANSWERED,
)
def answer_published_before(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    published, left = given.day("permit:published_on"), given.day("waybill:departed")
    return given.write(
        {"permit:submitted_on": str(published + timedelta(days=rng.randrange((left - published).days) + 1))}
    )


@fault(
    "rotterdam-code-of-other-chemical",
    title=_("The invoice has the HS code of another chemical"),
    shows=_("The HS code on the invoice is not the one of the chemical that it sells."),
    matters=_("Under another code the goods pass the filters that look for the chemical."),
    basis=Basis("rotterdam-HS22", _("HS 2022: codes of the chemicals")),
    action=Decision.ASK,
    entries=("commercial-invoice:line1.hs_code", "waybill:line1.hs_code"),
    trips=("rotterdam-declared-code",),
    templates=ANSWERED,
    also=("rotterdam-code-missing",),
)
def code_of_other_chemical(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    mine = chemical_of(given)
    codes = sorted({one.hs_code for one in chemicals_answered()} - {mine.hs_code})
    return given.write({"commercial-invoice:line1.hs_code": rng.choice(codes)})


@fault(
    "rotterdam-code-missing",
    title=_("The shipping document has no HS code"),
    shows=_("The bill of lading does not give the HS code that is assigned to the chemical."),
    matters=_("The code has to stand there, so that the goods are known for what they are at every border."),
    basis=CODES,
    action=Decision.ASK,
    entries=("waybill:line1.hs_code",),
    trips=("rotterdam-code-on-waybill",),
    templates=ANSWERED,
    also=("rotterdam-code-of-other-chemical",),
)
def code_missing(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given.write({"waybill:line1.hs_code": ""})
