"""A small folder of reference tables for tests."""

FILES = {
    "tables.yaml": "title: Sample tables\nfacts_as_of: 2026-11-21\n",
    "sources.yaml": "- id: LIST\n  title: The list\n  year: 2026\n",
    "annexes/2026.yaml": (
        "edition: '2026'\nsource: LIST\nverified: true\nrows:\n"
        "- slug: cites-i\n  convention: cites\n  title: Appendix I\n"
        "- slug: cites-ii\n  convention: cites\n  title: Appendix II\n"
    ),
    "species/2026.yaml": (
        "edition: '2026'\nsource: LIST\nverified: true\nrows:\n"
        "- slug: oceanic-shark\n  scientific_name: Carcharhinus longimanus\n  name: Oceanic shark\n"
        "  hs_codes: ['030292']\n"
    ),
    "listings/2026.yaml": (
        "edition: '2026'\nsource: LIST\nverified: true\nrows:\n"
        "- slug: oceanic-shark-i\n  annex: cites-i\n  species: oceanic-shark\n"
        "  effective_from: 2026-03-05\n"
        "- slug: oceanic-shark-ii\n  annex: cites-ii\n  species: oceanic-shark\n"
        "  effective_from: 2014-09-14\n  effective_to: 2026-03-04\n"
    ),
    "hs-codes/2022.yaml": (
        "edition: HS 2022\nsource: LIST\nverified: true\nrows:\n"
        "- code: '0302.92'\n  description: Fresh shark fins\n"
    ),
    "matrix/2022.yaml": (
        "edition: HS 2022\nsource: LIST\nrows:\n"
        "- hs: '0302.92'\n  convention: cites\n  goods: Fins\n  control: Permit\n  document: CITES permit\n"
    ),
    "substances/2026.yaml": (
        "edition: '2026'\nsource: LIST\nverified: true\nrows:\n"
        "- slug: hcfc-22\n  name: HCFC-22\n  cas: [75-45-6]\n  un_numbers: ['1018']\n  odp: '0.055'\n"
    ),
}


def make_tables(folder):
    """Write the files. Returns the folder."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def change(folder, name, old, new):
    """Replace a text that stands once in a file."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old)
    file.write_text(text.replace(old, new), encoding="utf-8")
