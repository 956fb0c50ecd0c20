"""An import or export licence for controlled substances: a form for training, boxes 1 to 20.

The Montreal Protocol prescribes no form; countries have their own.
"""

from exercises.documents.model import Field, Hand, Kind, MarkKind, Place, Template

OPERATIONS = (("import", "Import"), ("export", "Export"), ("re-export", "Re-export"), ("transit", "Transit"))
CONDITIONS = (
    ("new", "New"),
    ("used", "Used"),
    ("recovered", "Recovered"),
    ("recycled", "Recycled"),
    ("reclaimed", "Reclaimed"),
)
USES = (
    ("servicing", "Servicing"),
    ("manufacture", "Manufacture"),
    ("foam", "Foam"),
    ("qps", "Quarantine and pre-shipment"),
    ("feedstock", "Feedstock"),
    ("laboratory", "Laboratory"),
    ("destruction", "Destruction"),
)


def _field(key: str, box: str, label: str, kind: Kind = Kind.TEXT, group: str = "") -> Field:
    return Field(key, box, label, kind, group)


def _ticks(key: str, box: str, label: str, choices: tuple[tuple[str, str], ...], group: str) -> Field:
    return Field(key, box, label, Kind.TICKS, group, choices=choices)


def _customs(key: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, "20", label, kind, "Customs endorsement", hand=Hand.WRITTEN)


TEMPLATE = Template(
    slug="ods-licence",
    title="Licence for controlled substances",
    fields=(
        Field("authority", "", "Licensing authority", Kind.LINES, "Head", hand=Hand.PRINTED),
        _field("licence_number", "1", "Licence number", group="Head"),
        _field("licence_year", "1", "Year", group="Head"),
        _ticks("operation", "2", "Type of operation", OPERATIONS, "Head"),
        _field("importer.name", "3", "Importer: name", group="Parties"),
        _field("importer.address", "3", "Importer: address", Kind.LINES, "Parties"),
        _field("importer.registration", "3", "Importer: registration No.", group="Parties"),
        _field("importer.tax_number", "3", "Importer: tax No.", group="Parties"),
        _field("exporter.name", "4", "Exporter or supplier abroad: name", group="Parties"),
        _field("exporter.address", "4", "Exporter or supplier abroad: address", Kind.LINES, "Parties"),
        _field("exporter.country", "4", "Exporter or supplier abroad: country", group="Parties"),
        _field("export_country", "5", "Country of export", group="Parties"),
        _field("origin_country", "5", "Country of origin", group="Parties"),
        _field("chemical_name", "6", "Substance: chemical name", group="Substance"),
        _field("common_name", "6", "Substance: common name", group="Substance"),
        _field("ashrae", "6", "Substance: ASHRAE number", group="Substance"),
        _field("cas", "7", "CAS number", Kind.CODE, "Substance"),
        _field("annex_group", "8", "Annex and group", group="Substance"),
        _field("hs_code", "9", "HS code", group="Substance"),
        _field("composition", "10", "Mixture: components and mass per cent", Kind.LINES, "Substance"),
        _ticks("condition", "11", "Condition", CONDITIONS, "Condition and use"),
        _ticks("use", "12", "Intended use", USES, "Condition and use"),
        _field("quantity_kg", "13", "Net mass of substance, kg", Kind.NUMBER, "Quantity"),
        _field("odp_tonnes", "13", "ODP tonnes", Kind.NUMBER, "Quantity"),
        _field("co2e_tonnes", "13", "Tonnes CO₂ equivalent", Kind.NUMBER, "Quantity"),
        _field("containers", "14", "Number of containers", Kind.NUMBER, "Quantity"),
        _field("container_type", "14", "Type of container", group="Quantity"),
        _field("container_net_kg", "14", "Net mass of each, kg", Kind.NUMBER, "Quantity"),
        _field("port", "15", "Port of entry or exit", group="Port and quota"),
        _field("quota_year", "16", "Quota year", group="Port and quota"),
        _field("quota_unit", "16", "Unit of the quota", group="Port and quota"),
        _field("quota_before", "16", "Balance before", Kind.NUMBER, "Port and quota"),
        _field("quota_after", "16", "Balance after", Kind.NUMBER, "Port and quota"),
        _field("issue_date", "17", "Date of issue", Kind.DATE, "Dates and conditions"),
        _field("expiry_date", "17", "Date of expiry", Kind.DATE, "Dates and conditions"),
        _field("conditions", "18", "Conditions", Kind.LINES, "Dates and conditions"),
        _field("issuer_name", "19", "Name of the issuing officer", group="Issue"),
        _field("issuer_office", "19", "Name of the office", group="Issue"),
        _customs("endorsement_date", "Date", Kind.DATE),
        _customs("endorsement_entry", "Customs entry No."),
        _customs("endorsement_quantity", "Quantity released, kg", Kind.NUMBER),
        _customs("endorsement_balance", "Balance, kg", Kind.NUMBER),
    ),
    places=(
        Place("issuer_signature", "19", "Signature of the issuing officer", (MarkKind.SIGNATURE,)),
        Place("issuer_seal", "19", "Seal of the authority", (MarkKind.INK_STAMP, MarkKind.EMBOSSED_SEAL)),
        Place("endorsement_stamp", "20", "Stamp of the customs office", (MarkKind.ENDORSEMENT,)),
        Place("endorsement_signature", "20", "Signature of the customs officer", (MarkKind.SIGNATURE,)),
    ),
)
