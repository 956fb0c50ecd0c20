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


def sample_chemical_notification():
    values = {
        "number": "XA-2026-0417",
        "year": "2026",
        "common_name": "Fenthion",
        "chemical_name": "O,O-dimethyl O-4-methylthio-m-tolyl phosphorothioate",
        "trade_names": "Longfield 60 EC",
        "cas": "55-38-9",
        "hs_code": "2930.90",
        "category": "pesticide",
        "preparation": "Longfield 60 EC",
        "ingredient1.name": "Fenthion",
        "ingredient1.cas": "55-38-9",
        "ingredient1.concentration": "500 g/L",
        "export_date": "2026-09-14",
        "importing_party": "Meridia",
        "foreseen_category": "pesticide",
        "foreseen_use": "Control of birds that eat grain",
        "importer.name": "Aurelia Farm Supplies Ltd",
        "importer.address": ("Unit 7, Harbour estate", "Port Meridian 2041", "Meridia"),
        "hazards": ("Toxic if swallowed, inhaled or on the skin", "Very toxic to life in water"),
        "precautions": ("Wear gloves, goggles and a respirator", "Keep away from food and feed"),
        "properties": ("See sections 9, 11 and 12 of the safety data sheet",),
        "action": "banned",
        "action_text": "All uses as a pesticide are banned",
        "effective_on": "2015-03-01",
        "reason": "Danger to the health of people and to the environment",
        "exporting.authority": "Designated National Authority of Altamar",
        "exporting.address": ("Plaza Central 1", "Deltaville", "Altamar"),
        "exporting.telephone": "+99 555 0150",
        "exporting.email": "dna@altamar.example",
        "signatory": "Elena Ruiz",
        "signed_on": "2026-07-20",
        "importing.authority": "Designated National Authority of Meridia",
        "importing.address": ("Government Square 3", "Port Meridian", "Meridia"),
        "importing.telephone": "+98 555 0171",
        "importing.email": "dna@meridia.example",
        "acknowledged.number": "XA-2026-0417",
        "acknowledged.authority": "Designated National Authority of Meridia",
        "acknowledged.received": "2026-07-24",
        "acknowledged.signatory": "Oskar Lind",
        "acknowledged.signed_on": "2026-08-10",
    }
    marks = (
        Mark(MarkKind.INK_STAMP, "exporting.stamp", "Designated National Authority Altamar"),
        Mark(MarkKind.SIGNATURE, "exporting.signature", "Elena Ruiz"),
        Mark(MarkKind.INK_STAMP, "acknowledged.stamp", "Designated National Authority Meridia"),
        Mark(MarkKind.SIGNATURE, "acknowledged.signature", "Oskar Lind"),
    )
    return Document(template("rotterdam-notification"), values, marks, 33)


def sample_response():
    values = {
        "party": "Meridia",
        "common_name": "1,2-dibromoethane (EDB)",
        "cas": "106-93-4",
        "category": "pesticide",
        "type": "final",
        "decision": "conditions",
        "condition_use": "Fumigation of soil",
        "condition_kg": "12000",
        "conditions": ("The importer is registered with the national authority",),
        "measures": ("Products are registered under the pesticides act of Meridia",),
        "submitted_on": "2016-12-16",
        "circular": "Sample circular 41",
        "published_on": "2026-06-12",
    }
    return Document(template("rotterdam-import-response"), values, (), 34)


CHEMICAL_SUPPLIER = {
    "product": "Longfield 99 TC",
    "use": "Fumigation of soil",
    "cas": "106-93-4",
    "signal_word": "Danger",
    "hazards": ("Toxic if swallowed, inhaled or on the skin", "May cause lasting damage to health"),
    "supplier.name": "Altamar Crop Works",
    "supplier.address": ("Fluor road 9", "Deltaville", "Altamar"),
    "supplier.telephone": "+99 555 0188",
}


def sample_chemical_label():
    values = {
        **CHEMICAL_SUPPLIER,
        "active": "1,2-dibromoethane (EDB)",
        "precautions": ("Wear gloves, goggles and a respirator", "Keep away from food and feed"),
        "pictogram1": "Skull and crossbones",
        "pictogram2": "Health hazard",
        "frame": "red",
        "strength": "99 % by mass",
        "batch": "ACW 260219",
        "made_on": "2026-02-19",
        "expires_on": "2028-02-19",
        "registration": "XM 0417",
        "net_kg": "400",
        "language": "English",
    }
    marks = (Mark(MarkKind.INK_STAMP, "batch_stamp", "Altamar Crop Works"),)
    return Document(template("rotterdam-label"), values, marks, 35)


def sample_chemical_sheet():
    values = {
        **CHEMICAL_SUPPLIER,
        "pictograms": ("Skull and crossbones", "Health hazard"),
        "substance": "1,2-dibromoethane (EDB)",
        "chemical_name": "1,2-dibromoethane",
        "concentration": "99 % by mass",
        "first_aid": "Bring the person into fresh air, call a doctor, show this sheet",
        "fire": "Foam, dry powder, carbon dioxide; the smoke is toxic",
        "release": "Keep people away, close drains, call specialists",
        "handling": "Locked, dry and ventilated store, away from food and feed",
        "protection": "Gloves, goggles, coverall, respirator",
        "state": "liquid",
        "reactivity": "Heat, open fire and moisture",
        "toxicology": "Toxic, see the statements in section 2",
        "ecology": "Keep out of soil, drains and water",
        "disposal": "Hazardous waste, by licensed firms only",
        "un_number": "UN 1605",
        "regulation": "Rotterdam Convention: prior informed consent",
        "revision_date": "2025-10-02",
    }
    marks = (Mark(MarkKind.INK_STAMP, "supplier_stamp", "Altamar Crop Works"),)
    return Document(template("rotterdam-safety-data-sheet"), values, marks, 36)


def sample_plate():
    values = {
        "fixing": "riveted",
        "maker": "Deltaville Transformer and Switchgear Manufacturing Company",
        "country": "Altamar",
        "type": "TO 630/20",
        "serial": "D 771204",
        "year": "1998",
        "power": "630",
        "voltage": "20/0.4",
        "cooling": "ONAN",
        "liquid": "Mineral oil",
        "liquid_kg": "490",
        "total_kg": "2180",
        "label_class": "below",
        "label_result": "12.5",
        "label_method": "Gas chromatography with mass spectrometry (GC-MS)",
        "label_date": "2026-05-12",
    }
    marks = (Mark(MarkKind.INK_STAMP, "label_stamp", "Meridian Oil Laboratory"),)
    return Document(template("stockholm-nameplate"), values, marks, 41)


def sample_equipment():
    values = {
        "number": "ED-2026-0417",
        "date": "2026-06-02",
        "exporter.name": "Delta Power Equipment Trading Co.",
        "exporter.address": ("Substation road 3", "Deltaville", "Altamar"),
        "importer.name": "Meridian Rural Electrification Supplies Ltd",
        "importer.address": ("Unit 7, Harbour estate", "Port Meridian 2041", "Meridia"),
        "purpose": "use",
        "maker": "Deltaville Transformer and Switchgear Manufacturing Company",
        "type": "TO 630/20",
        "serial": "D 771204",
        "year": "1998",
        "power": "630",
        "voltage": "20/0.4",
        "cooling": "ONAN",
        "liquid": "Mineral oil",
        "liquid_kg": "490",
        "total_kg": "2180",
        "pcb_class": "below",
        "test.report": "MOL 26-0512",
        "test.laboratory": "Meridian Oil Laboratory",
        "test.serial": "D 771204",
        "test.sampled_on": "2026-05-12",
        "test.method": "Gas chromatography with mass spectrometry (GC-MS)",
        "test.result": "12.5",
        "signatory": "I. Esempio",
    }
    marks = (Mark(MarkKind.SIGNATURE, "signature", "I. Esempio"),)
    return Document(template("stockholm-equipment-declaration"), values, marks, 42)


def sample_certification():
    values = {
        "reference": "MoH/POP/2026/0031",
        "state": "Meridia",
        "ministry": (
            "Ministry of Public Health, Vector Control and Sanitation",
            "12 Fountain square",
            "Port Meridian 1001",
        ),
        "exporting_party": "Altamar",
        "exporting_authority": "National Chemicals and Pesticides Authority of Altamar",
        "chemical": "DDT",
        "cas": "50-29-3",
        "use": "Disease vector control: indoor spraying of dwellings in the malaria season",
        "releases": "The State takes the measures needed to protect health and environment, and to prevent "
        "releases of DDT or to keep them as small as possible.",
        "wastes": "The State follows Article 6, paragraph 1, for stockpiles and wastes of DDT.",
        "ddt": "The State follows Part II of Annex B.",
        "documents": (
            "Public Health Pesticides Act 2019 and its regulations",
            "National plan for vector control 2025 to 2029",
            "Guidelines for empty containers and obsolete stocks",
        ),
        "authority": "Ministry of Public Health, Vector Control and Sanitation",
        "signatory": "E. Practice, Director of Chemical Safety",
        "signed_on": "2026-03-11",
        "contact": "+99 555 0147",
        "received_on": "2026-03-18",
        "sent_on": "2026-04-02",
    }
    marks = (
        Mark(MarkKind.SIGNATURE, "signature", "E. Practice"),
        Mark(MarkKind.INK_STAMP, "stamp", "Ministry of Public Health, Meridia"),
        Mark(MarkKind.SIGNATURE, "receipt_signature", "G. Ejemplo"),
        Mark(MarkKind.INK_STAMP, "receipt_stamp", "National Chemicals and Pesticides Authority, Altamar"),
    )
    return Document(template("stockholm-declaration"), values, marks, 43)


def sample_register():
    values = {
        "address": "chm.pops.int",
        "read_on": "2026-05-20",
        "chemical": "DDT",
        "activity": "production",
        "purpose": "Disease vector control",
        "party": "Altamar",
        "expiry": "None: until withdrawn",
        "quantity": "240",
        "reason": "Supply of programmes for vector control",
        "remarks": "Notified in 2009",
        "state": "Meridia",
        "status": "not-party",
        "officer": "A. Sample, Customs, Deltaville",
    }
    marks = (Mark(MarkKind.SIGNATURE, "signature", "A. Sample"),)
    return Document(template("stockholm-register-check"), values, marks, 44)


def lmo_parties():
    return {
        "exporter.name": "Altamar Seed Works",
        "exporter.address": ("Field road 1", "Deltaville", "Altamar"),
        "importer.name": "Meridia Mill House Co.",
        "importer.address": ("Unit 7, Harbour estate", "Port Meridian 2041", "Meridia"),
        "contact.name": "Biosafety desk of Altamar Seed Works",
        "contact.telephone": "+99 555 0177",
        "contact.email": "biosafety@seedworks.example",
        "invoice_number": "INV-40711",
        "decision_number": "CNA-2026-0311",
        "date": "2026-09-14",
        "signatory": "Rita Valle, export manager",
    }


def lmo_marks():
    return (
        Mark(MarkKind.SIGNATURE, "signature", "Rita Valle"),
        Mark(MarkKind.INK_STAMP, "stamp", "Altamar Seed Works"),
    )


def sample_lmo_ffp():
    values = {
        **lmo_parties(),
        "common_name": "Maize",
        "scientific_name": "Zea mays",
        "line1.event": "TC1507",
        "line1.identifier": "DAS-Ø15Ø7-1",
        "line2.event": "MON 87460",
        "line2.identifier": "MON-8746Ø-4",
        "line3.event": "MON 87411",
        "line3.identifier": "MON-87411-9",
        "statement": "may-contain",
        "not_for_release": "yes",
        "bch_address": "https://bch.cbd.int",
        "quantity_kg": "22000",
        "lot": "LOT 40711",
        "vessel": "MV Altamar Star",
        "container": "SMPU 123456 7",
    }
    return Document(template("cartagena-ffp"), values, lmo_marks(), 41)


def sample_lmo_contained():
    values = {
        **lmo_parties(),
        "statement": "contained-use",
        "common_name": "Baker's yeast, modified",
        "scientific_name": "Saccharomyces cerevisiae",
        "importer.person": "Tomas Quiroga, biosafety officer",
        "handling": ("Keep closed outside level 1.", "Spill: absorb, disinfect, tell the contact."),
        "event": "strain EX-1",
        "risk_class": "1",
        "use": "Research in the laboratory",
        "un_number": "UN 3245",
    }
    return Document(template("cartagena-contained-use"), values, lmo_marks(), 42)


def sample_lmo_introduction():
    values = {
        **lmo_parties(),
        "statement": "lmo",
        "common_name": "Wheat, seed for sowing",
        "scientific_name": "Triticum aestivum",
        "trait": ("Drought tolerance", "Tolerance of glufosinate"),
        "line1.event": "HB4",
        "line1.identifier": "IND-ØØ412-7",
        "handling": ("Keep the bags closed and dry.", "Spill: sweep up all seed and bag it."),
        "declaration": "conforms",
    }
    return Document(template("cartagena-introduction"), values, lmo_marks(), 43)


def sample_lmo_decision():
    values = {
        "authority": ("National Biosafety Authority", "Plaza Central 1", "Port Meridian", "Meridia"),
        "number": "CNA-2026-0311",
        "holder.name": "Meridia Mill House Co.",
        "holder.address": ("Unit 7, Harbour estate", "Port Meridian 2041", "Meridia"),
        "organism": "Zea mays",
        "identifiers": ("DAS-Ø15Ø7-1", "MON-8746Ø-4", "MON-87411-9"),
        "use": "ffp",
        "quantity_kg": "44000",
        "consignments": "2",
        "port": "Port Meridian, Meridia",
        "conditions": ("Report the arrival to the authority.",),
        "issue_date": "2026-08-20",
        "expiry_date": "2027-02-19",
        "issuer": "Ines Amaro",
    }
    marks = (
        Mark(MarkKind.SIGNATURE, "issuer_signature", "Ines Amaro"),
        Mark(MarkKind.INK_STAMP, "issuer_stamp", "National Biosafety Authority Meridia"),
    )
    return Document(template("cartagena-decision"), values, marks, 44)


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


def sample_ballast_certificate():
    values = {
        "number": "EX-BWM-0451",
        "authority": "Republic of Examplia",
        "body": "Example Register",
        "ship": "MV Training Star",
        "call_sign": "TRN01",
        "registry": "Port Example",
        "tonnage": "28500",
        "imo": "1234567",
        "built": "2015-05-20",
        "capacity": "18200",
        "method": "Filter + UV",
        "installed": "2021-06-14",
        "maker": "Sample Marine Systems",
        "principal": "d2",
        "valid_until": "2030-05-20",
        "survey_date": "2025-05-18",
        "issue_place": "Port Meridian",
        "issue_date": "2025-05-21",
        "issuer": "F. Muster, Example Register",
        "endorsement1.survey": "annual",
        "endorsement1.place": "Port Meridian",
        "endorsement1.date": "2026-05-04",
        "endorsement1.surveyor": "G. Ejemplo",
    }
    marks = (
        Mark(MarkKind.SIGNATURE, "issuer_signature", "F. Muster"),
        Mark(MarkKind.EMBOSSED_SEAL, "issuer_seal", "Example Register, Republic of Examplia"),
        Mark(MarkKind.SIGNATURE, "endorsement1.signature", "G. Ejemplo"),
        Mark(MarkKind.INK_STAMP, "endorsement1.stamp", "Example Register"),
    )
    return Document(template("bwm-certificate"), values, marks, 41)


def sample_record_book():
    values = {
        "ship": "MV Training Star",
        "imo": "1234567",
        "tonnage": "28500",
        "flag": "Republic of Examplia",
        "capacity": "18200",
        "period_from": "2026-01-05",
        **{f"tank.{tank}": "2275" for tank in ("1p", "1s", "2p", "2s", "3p", "3s", "4p", "4s")},
        "page_ship": "MV Training Star",
        "page_number": "17",
        "line1.date": "2026-03-03",
        "line1.code": "A",
        "line1.start": "08:10",
        "line1.start_place": "Port Meridian, berth 4",
        "line1.end": "12:40",
        "line1.end_place": "Port Meridian, berth 4",
        "line1.depth": "14",
        "line1.tanks": "WBT 1P 1S 2P 2S",
        "line1.volume": "4300",
        "line1.total": "4350",
        "line1.plan": "yes",
        "line1.method": "Filter + UV",
        "line2.date": "2026-03-10",
        "line2.code": "C",
        "line2.start": "02:00",
        "line2.start_place": "31-10N 041-20W",
        "line2.end": "11:00",
        "line2.end_place": "32-05N 043-00W",
        "line2.depth": "3900",
        "line2.miles": "700",
        "line2.tanks": "WBT 3P",
        "line2.volume": "6825",
        "line2.total": "4350",
        "line2.plan": "yes",
        "line2.method": "Filter + UV",
        "line2.remarks": "Flow-through exchange, three volumes of the tank, refilled through the system",
        "line3.date": "2026-03-19",
        "line3.code": "B",
        "line3.start": "06:00",
        "line3.start_place": "Puerto Claro, terminal for grain and ore, berth 12",
        "line3.end": "10:50",
        "line3.end_place": "Puerto Claro, terminal for grain and ore, berth 12",
        "line3.depth": "12.5",
        "line3.tanks": "WBT 1P 1S 2P 2S",
        "line3.volume": "4250",
        "line3.total": "100",
        "line3.plan": "yes",
        "line3.method": "Filter + UV",
    }
    marks = tuple(
        Mark(MarkKind.SIGNATURE, at, name)
        for at, name in (
            ("line1.signature", "V. Draft"),
            ("line2.signature", "W. Mock"),
            ("line3.signature", "V. Draft"),
            ("master_signature", "Capt. A. Placeholder"),
        )
    )
    return Document(template("bwm-record-book"), values, marks, 42)


def sample_ballast_report():
    values = {
        "ship": "MV Training Star",
        "imo": "1234567",
        "flag": "Republic of Examplia",
        "agent": "Sample Shipping Agents",
        "last_port": "Port Meridian, Meridia",
        "next_port": "Deltaville, Altamar",
        "port": "Puerto Claro, Altamar",
        "total": "4350",
        "capacity": "18200",
        "in_ballast": "4",
        "managed": "4",
        "not_managed": "0",
        "line1.tanks": "WBT 1P 1S 2P 2S",
        "line1.source": "Port Meridian",
        "line1.source_date": "2026-03-03",
        "line1.method": "Filter + UV",
        "line1.managed_place": "Port Meridian",
        "line1.managed_date": "2026-03-03",
        "line1.discharge": "4250",
        "plan": "yes",
        "book": "yes",
        "officer": "V. Draft, chief officer",
        "date": "2026-03-17",
    }
    marks = (Mark(MarkKind.SIGNATURE, "signature", "V. Draft"),)
    return Document(template("bwm-report"), values, marks, 43)


def sample_analysis():
    values = {
        "laboratory": ("Sample Marine Laboratory", "1 Sample Quay", "Puerto Claro, Altamar"),
        "number": "AN-20417",
        "ship": "MV Training Star",
        "imo": "1234567",
        "port": "Puerto Claro, Altamar",
        "sampled_on": "2026-03-19",
        "sampled_at": "08:20",
        "tanks": "WBT 1P 1S 2P 2S",
        "point": "Discharge line",
        "sampler": "E. Practice",
        "analysis": "detailed",
        "received_on": "2026-03-19",
        "analysed_on": "2026-03-19",
        "verdict": "met",
        "issue_date": "2026-03-21",
        "analyst": "M. Sampler",
    }
    for group, limit, result, unit in (
        ("large", "10", "3", "viable organisms per m³"),
        ("small", "10", "6", "viable organisms per mL"),
        ("cholera", "1", "0", "cfu per 100 mL"),
        ("coli", "250", "84", "cfu per 100 mL"),
        ("enterococci", "100", "27", "cfu per 100 mL"),
    ):
        values |= {f"{group}.limit": limit, f"{group}.result": result, f"{group}.unit": unit}
    marks = (
        Mark(MarkKind.SIGNATURE, "analyst_signature", "M. Sampler"),
        Mark(MarkKind.INK_STAMP, "laboratory_stamp", "Sample Marine Laboratory"),
    )
    return Document(template("bwm-sampling-result"), values, marks, 44)


def samples():
    """One sound document of each template."""
    made = (
        cites_permit(),
        sample_basel(),
        sample_notification(),
        sample_licence(),
        sample_label(),
        sample_sheet(),
        sample_chemical_notification(),
        sample_response(),
        sample_chemical_label(),
        sample_chemical_sheet(),
        sample_certification(),
        sample_register(),
        sample_plate(),
        sample_equipment(),
        sample_ballast_certificate(),
        sample_record_book(),
        sample_ballast_report(),
        sample_analysis(),
        sample_lmo_ffp(),
        sample_lmo_contained(),
        sample_lmo_introduction(),
        sample_lmo_decision(),
        sample_invoice(),
        sample_packing(),
        sample_lading(),
        sample_waybill(),
    )
    return {document.template.slug: document for document in made}
