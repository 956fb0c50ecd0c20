"""Filled-in documents for tests: invented people, firms and numbers."""

from exercises.documents.model import Document, Mark, MarkKind
from exercises.documents.registry import template

CITES_VALUES = {
    "type": "export",
    "permit_number": "PE-2026-004711",
    "original_or_copy": "original",
    "valid_until": "2027-03-02",
    "importer": ("Aurelia Leather Works Ltd", "14 Harbour Lane", "Port Meridian 2040", "Meridia"),
    "import_country": "Meridia",
    "exporter": ("Curtidos del Alto S.A.", "Avenida de los Cedros 318", "Puerto Claro", "Altamar"),
    "conditions": ("Valid only for skins with a universal tag.", "Export through Puerto Claro only."),
    "purpose": "T",
    "security_stamp_number": "AL 0093517",
    "authority": (
        "National Directorate for Wild Fauna",
        "CITES Management Authority",
        "Plaza Central 1",
        "Puerto Claro",
        "ALTAMAR",
    ),
    "a.scientific_name": "Caiman yacare",
    "a.common_name": "Yacare caiman",
    "a.description": "SKI: raw salted skins, tags AL26-00401 to AL26-00900",
    "a.appendix": "II",
    "a.source": "R",
    "a.quantity": "500",
    "a.unit": "skins",
    "a.total_exported": "6500",
    "a.quota": "12000",
    "a.origin_country": "Altamar",
    "b.scientific_name": "Caiman latirostris",
    "b.common_name": "Broad-snouted caiman",
    "b.description": "SKP: tanned flanks, tags AL26-11020 to AL26-11139",
    "b.appendix": "II",
    "b.source": "C",
    "b.quantity": "120",
    "b.unit": "flanks",
    "b.origin_country": "Altamar",
    "b.origin_permit": "PE-2025-1200",
    "b.origin_date": "2025-11-18",
    "b.operation": "A-AL-512",
    "issuer_name": "Rosa Benavides",
    "issue_place": "Puerto Claro",
    "issue_date": "2026-09-03",
    "a.endorsed_quantity": "500",
    "a.endorsed_unit": "skins",
    "b.endorsed_quantity": "120",
    "b.endorsed_unit": "flanks",
    "endorsement_port": "Puerto Claro",
    "endorsement_date": "2026-09-14",
    "endorsement_title": "J. Ortega, inspector",
    "transport_document": "MSAL26-118730",
}
CITES_MARKS = (
    Mark(MarkKind.SIGNATURE, "applicant", "Tomas Quiroga"),
    Mark(MarkKind.INK_STAMP, "authority_stamp", "National Directorate for Wild Fauna Altamar"),
    Mark(MarkKind.SECURITY_STAMP, "security_stamp", "AL 0093517", state="cancelled"),
    Mark(MarkKind.INK_STAMP, "issuer_seal", "CITES Management Authority of Altamar"),
    Mark(MarkKind.SIGNATURE, "issuer_signature", "Rosa Benavides"),
    Mark(MarkKind.SIGNATURE, "endorsement_signature", "Javier Ortega"),
    Mark(MarkKind.ENDORSEMENT, "endorsement_stamp", "Customs of Altamar Puerto Claro", date="2026-09-14"),
    Mark(MarkKind.STRUCK_OUT, "c"),
    Mark(MarkKind.STRUCK_OUT, "d"),
)


def cites_permit(marks=CITES_MARKS, seed=4711, **changes):
    values = CITES_VALUES | {key.replace("__", "."): value for key, value in changes.items()}
    return Document(template("cites-permit"), values, marks, seed)


def sample_basel():
    values = {
        "notification_number": "AL 2026 00417",
        "serial_number": "4",
        "total_shipments": "11",
        "quantity_tonnes": "20.4",
        "shipment_date": "2026-10-06",
        "packaging_types": ("4", "5"),
        "packages": "24",
        "special_handling": "yes",
        "facility.type": "recovery",
        "facility.site": "Smelter road 9, Port Meridian",
        "operation": "R4",
        "designation": ("Spent lead-acid batteries, undrained,", "lead 62 %, sulphuric acid 18 %, casing"),
        "physical": "2",
        "waste.basel": "A1160",
        "waste.ec_list": "16 06 01",
        "waste.y_code": ("Y31", "Y34"),
        "waste.h_code": ("H8", "H12"),
        "waste.un_class": "8",
        "waste.un_number": "2794",
        "waste.un_shipping_name": "BATTERIES, WET, FILLED WITH ACID",
        "waste.customs_code": "8549.11",
        "declaration_name": "Ines Calder",
        "declaration_date": "2026-10-05",
        "additional": ("Container TRNU 123456 4, seal SL 908812",),
        "exit_date": "2026-10-08",
        "exit_office": "Puerto Claro, outward office",
        "transit1.country": "Cape Selva",
        "transit1.entry": "2026-10-19",
        "transit1.exit": "2026-10-21",
    }
    for party, name in (
        ("exporter", "Altamar Batteries Recovery S.A."),
        ("importer", "Meridian Metals Ltd"),
        ("generator", "Altamar Batteries Recovery S.A."),
        ("facility", "Meridian Metals Ltd, smelter"),
    ):
        values |= {
            f"{party}.registration": "RG-40021",
            f"{party}.name": name,
            f"{party}.address": ("Industrial estate North 12", "Puerto Claro"),
            f"{party}.contact": "Ines Calder",
            f"{party}.telephone": "+99 555 0142",
            f"{party}.email": "desk@example.org",
        }
    for number, (carrier, means) in enumerate((("carrier1", "R"), ("carrier2", "S")), start=1):
        values |= {
            f"{carrier}.registration": f"CR-118{number}",
            f"{carrier}.name": "Cedar Line Ltd",
            f"{carrier}.address": ("Quay 4", "Puerto Claro"),
            f"{carrier}.telephone": "+99 555 0177",
            f"{carrier}.email": "ops@example.org",
            f"{carrier}.means": means,
            f"{carrier}.transfer_date": f"2026-10-0{5 + number}",
        }
    marks = (
        Mark(MarkKind.SIGNATURE, "carrier1.signature", "Paul Denning"),
        Mark(MarkKind.SIGNATURE, "carrier2.signature", "Lena Ostrow"),
        Mark(MarkKind.SIGNATURE, "declaration_signature", "Ines Calder"),
        Mark(MarkKind.ENDORSEMENT, "exit_stamp", "Customs Puerto Claro", date="2026-10-08"),
        Mark(MarkKind.SIGNATURE, "exit_signature", "Ana Ruiz"),
        Mark(MarkKind.ENDORSEMENT, "transit1.entry_stamp", "Customs Cape Selva", date="2026-10-19"),
        Mark(MarkKind.ENDORSEMENT, "transit1.exit_stamp", "Customs Cape Selva", date="2026-10-21"),
    )
    return Document(template("basel-movement"), values, marks, 7)


def sample_notification():
    moving = sample_basel()
    again = ("packaging_types", "special_handling", "operation", "designation", "physical")
    parties = ("exporter.", "importer.", "generator.", "facility.", "waste.")
    agency, selva = "Meridia Environment Agency", "Cape Selva Environment Agency"
    values = {
        **{key: value for key, value in moving.values.items() if key in again or key.startswith(parties)},
        "number": "AL 2026 00417",
        "shipment_kind": "multiple",
        "operation_kind": "recovery",
        "preconsented": "no",
        "total_shipments": "11",
        "total_tonnes": "275",
        "first_departure": "2026-08-10",
        "last_departure": "2027-06-30",
        "carrier.registration": "CR-1182",
        "carrier.name": "Cedar Line Ltd",
        "carrier.address": ("Quay 4", "Puerto Claro"),
        "carrier.contact": "Lena Ostrow",
        "carrier.telephone": "+99 555 0177",
        "carrier.email": "ops@example.org",
        "carrier.means": ("R", "S"),
        "generator.site": "Industrial estate North 12, breaking of batteries from vehicles",
        "technology": "Smelting in a rotary furnace, annex 3",
        "reason": "No smelter in the State of export",
        "export.country": "Altamar",
        "export.authority": "AL 001",
        "export.point": "Puerto Claro",
        "transit1.country": "Cape Selva",
        "transit1.authority": "CS 001",
        "transit1.entry": "Port Selva",
        "transit1.exit": "Port Selva",
        "import.country": "Meridia",
        "import.authority": "ME 004",
        "import.point": "Port Meridian",
        "office_entry": "Port Meridian, inward office",
        "office_exit": "Puerto Claro, outward office",
        "exporter_declared": "Ines Calder",
        "exporter_declared_on": "2026-05-11",
        "generator_declared": "Oscar Lindo",
        "generator_declared_on": "2026-05-08",
        "annexes": "6",
        "acknowledged.country": "Meridia",
        "acknowledged.received": "2026-05-20",
        "acknowledged.sent": "2026-05-22",
        "acknowledged.authority": agency,
        "conditions": ("Meridia: three working days of notice before each shipment.",),
    }
    for row, country, authority in (("consent1", "Meridia", agency), ("consent2", "Cape Selva", selva)):
        values |= {
            f"{row}.country": country,
            f"{row}.given_on": "2026-07-30",
            f"{row}.valid_from": "2026-08-10",
            f"{row}.valid_until": "2027-07-31",
            f"{row}.conditions": "yes" if row == "consent1" else "no",
            f"{row}.authority": authority,
        }
    marks = (
        Mark(MarkKind.SIGNATURE, "exporter_signature", "Ines Calder"),
        Mark(MarkKind.SIGNATURE, "generator_signature", "Oscar Lindo"),
        Mark(MarkKind.INK_STAMP, "acknowledged.stamp", agency),
        Mark(MarkKind.SIGNATURE, "acknowledged.signature", "Mara Quist"),
        Mark(MarkKind.INK_STAMP, "consent1.stamp", agency),
        Mark(MarkKind.SIGNATURE, "consent1.signature", "Mara Quist"),
        Mark(MarkKind.INK_STAMP, "consent2.stamp", selva),
        Mark(MarkKind.SIGNATURE, "consent2.signature", "Theo Brandt"),
    )
    return Document(template("basel-notification"), values, marks, 21)


def sample_licence():
    values = {
        "authority": ("REPUBLIC OF MERIDIA", "Ministry of the Environment", "National Ozone Unit"),
        "licence_number": "IL-2026-0417",
        "licence_year": "2026",
        "operation": "import",
        "importer.name": "Northwind Cooling Ltd",
        "importer.address": ("Unit 7, Harbour estate", "Port Meridian 2041", "Meridia"),
        "importer.registration": "NOU-R-0088",
        "importer.tax_number": "MD 77120934",
        "exporter.name": "Delta Fluor Trading Co.",
        "exporter.address": ("Fluor road 1", "Deltaville"),
        "exporter.country": "Altamar",
        "export_country": "Altamar",
        "origin_country": "Altamar",
        "chemical_name": "1,1,1,2-tetrafluoroethane",
        "common_name": "HFC-134a",
        "ashrae": "R-134a",
        "cas": "811-97-2",
        "annex_group": "Annex F Group I",
        "hs_code": "2903.45",
        "composition": ("Not a mixture",),
        "condition": "new",
        "use": "servicing",
        "quantity_kg": "2720",
        "co2e_tonnes": "3889.6",
        "containers": "200",
        "container_type": "Disposable steel cylinders",
        "container_net_kg": "13.6",
        "port": "Port Meridian",
        "quota_year": "2026",
        "quota_unit": "t CO₂e",
        "quota_before": "12000",
        "quota_after": "8110.4",
        "issue_date": "2026-09-14",
        "expiry_date": "2026-12-31",
        "conditions": ("Cylinders labelled with substance and mass.", "Not to be vented."),
        "issuer_name": "Mara Lindqvist",
        "issuer_office": "National Ozone Unit, licences",
        "endorsement_date": "2026-11-18",
        "endorsement_entry": "26MD0044171",
        "endorsement_quantity": "2720",
        "endorsement_balance": "0",
    }
    marks = (
        Mark(MarkKind.SIGNATURE, "issuer_signature", "Mara Lindqvist"),
        Mark(MarkKind.EMBOSSED_SEAL, "issuer_seal", "National Ozone Unit Republic of Meridia"),
        Mark(MarkKind.ENDORSEMENT, "endorsement_stamp", "Customs Port Meridian", date="2026-11-18"),
        Mark(MarkKind.SIGNATURE, "endorsement_signature", "Ken Abara"),
    )
    return Document(template("ods-licence"), values, marks, 12)


def sample_label():
    values = {
        "common_name": "HFC-134a",
        "ashrae": "R-134a",
        "chemical_name": "1,1,1,2-tetrafluoroethane",
        "cas": "811-97-2",
        "un_number": "UN 3159",
        "net_kg": "13.6",
        "tare_kg": "3.2",
        "gross_kg": "16.8",
        "filler.name": "Altamar Fluor Works",
        "filler.address": ("Fluor road 1", "Deltaville", "Altamar"),
        "batch": "AFW 260417",
        "fill_date": "2026-04-17",
        "gwp": "1430",
    }
    marks = (Mark(MarkKind.INK_STAMP, "inspection_stamp", "Altamar Fluor Works"),)
    return Document(template("ods-cylinder-label"), values, marks, 31)


def sample_sheet():
    values = {
        "product": "R-404A",
        "use": "Refrigerant",
        "supplier.name": "Altamar Fluor Works",
        "supplier.address": ("Fluor road 1", "Deltaville", "Altamar"),
        "supplier.telephone": "+99 555 0199",
        "composition": ("HFC-125 44 %", "HFC-143a 52 %", "HFC-134a 4 %"),
        "gwp": "3922",
        "un_number": "UN 3337",
        "annex_group": "Annex F, Group I",
        "revision_date": "2025-11-03",
    }
    marks = (Mark(MarkKind.INK_STAMP, "supplier_stamp", "Altamar Fluor Works"),)
    return Document(template("ods-safety-data-sheet"), values, marks, 32)


SHIPPER = ("Fluor road 1", "Deltaville", "Altamar")
CONSIGNEE = ("Unit 7, Harbour estate", "Port Meridian 2041", "Meridia")


def sample_invoice():
    values = {
        "seller.name": "Delta Fluor Trading Co.",
        "seller.address": SHIPPER,
        "number": "DF-26-0931",
        "date": "2026-10-02",
        "order_number": "PO 55120",
        "licence_number": "IL-2026-0417",
        "buyer.name": "Northwind Cooling Ltd",
        "buyer.address": CONSIGNEE,
        "consignee.name": "Northwind Cooling Ltd",
        "consignee.address": CONSIGNEE,
        "export_country": "Altamar",
        "destination_country": "Meridia",
        "transport": "MV Cedar Star",
        "transport_document": "DFT26-11873",
        "port_of_loading": "Puerto Claro",
        "port_of_discharge": "Port Meridian",
        "incoterm": "CIF Port Meridian",
        "payment": "30 days",
        "currency": "USD",
        "line1.marks": "DF134-260822",
        "line1.description": "Refrigerant gas R-134a in disposable steel cylinders of 13.6 kg, UN 3159",
        "line1.hs_code": "2903.45",
        "line1.origin": "Altamar",
        "line1.quantity": "2720",
        "line1.unit": "kg",
        "line1.unit_price": "6.85",
        "line1.amount": "18632.00",
        "packages": "200",
        "package_kind": "cylinders in cartons",
        "net_kg": "2720",
        "gross_kg": "3320",
        "freight": "910.00",
        "insurance": "58.00",
        "total": "19600.00",
        "signatory": "Bela Moran, sales",
        "place": "Deltaville",
    }
    marks = (
        Mark(MarkKind.SIGNATURE, "signature", "Bela Moran"),
        Mark(MarkKind.INK_STAMP, "stamp", "Delta Fluor Trading Co. Deltaville"),
    )
    return Document(template("commercial-invoice"), values, marks, 3)


def sample_packing():
    values = {
        "shipper.name": "Delta Fluor Trading Co.",
        "shipper.address": SHIPPER,
        "number": "PL-26-0931",
        "date": "2026-10-02",
        "invoice_number": "DF-26-0931",
        "invoice_date": "2026-10-02",
        "consignee.name": "Northwind Cooling Ltd",
        "consignee.address": CONSIGNEE,
        "transport": "MV Cedar Star",
        "transport_document": "DFT26-11873",
        "port_of_loading": "Puerto Claro",
        "port_of_discharge": "Port Meridian",
        "container": "TRNU 123456 4",
        "seal": "SL 908812",
        "line1.marks": "PALLETS 1-10 DF134-260822",
        "line1.packages": "200",
        "line1.package_kind": "cylinders in cartons",
        "line1.description": "Refrigerant gas R-134a",
        "line1.quantity": "2720",
        "line1.unit": "kg",
        "line1.net_kg": "2720",
        "line1.gross_kg": "3320",
        "line1.measurement": "14.4",
        "total_packages": "200",
        "total_net_kg": "2720",
        "total_gross_kg": "3320",
        "total_measurement": "14.4",
        "signatory": "Bela Moran",
    }
    return Document(
        template("packing-list"), values, (Mark(MarkKind.SIGNATURE, "signature", "Bela Moran"),), 3
    )


def sample_lading():
    values = {
        "carrier": "CEDAR LINE",
        "shipper.name": "Delta Fluor Trading Co.",
        "shipper.address": SHIPPER,
        "number": "DFT26-11873",
        "booking": "CL-990211",
        "consignee.name": "Northwind Cooling Ltd",
        "consignee.address": CONSIGNEE,
        "notify.name": "Northwind Cooling Ltd",
        "notify.address": CONSIGNEE,
        "place_of_receipt": "Deltaville",
        "vessel": "Cedar Star",
        "voyage": "114W",
        "port_of_loading": "Puerto Claro",
        "transhipment": ("Cape Selva",),
        "port_of_discharge": "Port Meridian",
        "place_of_delivery": "Port Meridian",
        "line1.container": "TRNU 123456 4",
        "line1.seal": "SL 908812",
        "line1.marks": "DF134-260822",
        "line1.packages": "200",
        "line1.package_kind": "cylinders in cartons",
        "line1.description": "Refrigerant gas R-134a in cylinders, UN 3159, class 2.2",
        "line1.hs_code": "2903.45",
        "line1.gross_kg": "3320",
        "line1.measurement": "14.4",
        "total_packages": "200",
        "total_gross_kg": "3320",
        "freight_terms": "prepaid",
        "originals": "3",
        "issue_place": "Puerto Claro",
        "issue_date": "2026-10-08",
        "on_board_date": "2026-10-08",
        "signatory": "Lena Ostrow, agent",
    }
    marks = (
        Mark(MarkKind.ENDORSEMENT, "on_board_stamp", "Shipped on board Cedar Star", date="2026-10-08"),
        Mark(MarkKind.SIGNATURE, "carrier_signature", "Lena Ostrow"),
        Mark(MarkKind.INK_STAMP, "carrier_stamp", "Cedar Line agents Puerto Claro"),
    )
    return Document(template("bill-of-lading"), values, marks, 3)


def sample_waybill():
    values = {
        "number": "999-4711 0832",
        "shipper.name": "Curtidos del Alto S.A.",
        "shipper.address": ("Avenida de los Cedros 318", "Puerto Claro", "Altamar"),
        "carrier": "ALTAMAR AIR CARGO",
        "consignee.name": "Aurelia Leather Works Ltd",
        "consignee.address": ("14 Harbour Lane", "Port Meridian 2040", "Meridia"),
        "agent": "Cedar Forwarding",
        "notify": ("Meridian Brokers, +99 555 0190",),
        "departure_airport": "Puerto Claro",
        "transit_airport": ("Cape Selva",),
        "destination_airport": "Port Meridian",
        "flight": "AL 417",
        "flight_date": "2026-09-15",
        "currency": "USD",
        "declared_value": "42500.00",
        "handling": ("Keep dry. CITES permit PE-2026-004711 attached.",),
        "line1.packages": "25",
        "line1.package_kind": "bales",
        "line1.gross_kg": "1450",
        "line1.chargeable_kg": "1450",
        "line1.marks": "AL26-00401/00900",
        "line1.description": "Raw salted caiman skins, 500 pieces",
        "line1.hs_code": "4103.20",
        "total_packages": "25",
        "total_gross_kg": "1450",
        "freight_terms": "collect",
        "shipper_signatory": "Tomas Quiroga",
        "issue_date": "2026-09-15",
        "issue_place": "Puerto Claro",
        "carrier_signatory": "Rita Valle",
    }
    marks = (
        Mark(MarkKind.SIGNATURE, "shipper_signature", "Tomas Quiroga"),
        Mark(MarkKind.SIGNATURE, "carrier_signature", "Rita Valle"),
        Mark(MarkKind.INK_STAMP, "carrier_stamp", "Altamar Air Cargo Puerto Claro"),
    )
    return Document(template("air-waybill"), values, marks, 3)


def samples():
    """One sound document of each template."""
    made = (
        cites_permit(),
        sample_basel(),
        sample_notification(),
        sample_licence(),
        sample_label(),
        sample_sheet(),
        sample_invoice(),
        sample_packing(),
        sample_lading(),
        sample_waybill(),
    )
    return {document.template.slug: document for document in made}
