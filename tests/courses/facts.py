"""What a pack says, line by line, held against the rows of the reference tables.

A line is wrong where it names a thing of the tables and gives it a code, a number, an annex or a date that
the tables give to something else. Lines that are meant to be wrong, such as the options of a question or
the papers of a scenario, are not read: only what explains, and what the key calls right.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from courses.guides.forms import NOT_CONFIRMED
from courses.packs.audit import plain
from courses.packs.blocks import Callout, Case, Check, Comparison, Figure, HSTable, Prose, Steps, Summary
from courses.packs.forms import WITHOUT_CONVENTION

HS = re.compile(r"(?<![\d.,])\d{4}\.\d{2}(?!\d|\.\d)")
CAS = re.compile(r"(?<![\d-])\d{2,7}-\d{2}-\d(?![\d-])")
UN = re.compile(r"\bUN (\d{4})\b")
WASTE = re.compile(r"(?<![\w.-])(?:Y\d{1,2}|[AB][1-4]\d{3}|H\d{1,2}(?:\.\d)?)(?!\w)")
ANNEX_GROUP = re.compile(r"Annex ([A-F]),? Group (I{1,3})\b")
APPENDIX = re.compile(r"\bAppendi(?:x|ces) (I{1,3})(?: (?:or|and) (I{1,3}))?\b")
POTENTIAL = re.compile(
    r"\b(ODP|GWP)(?: of [\w-]+)?(?: is| of|,)? (\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d,]\d)"
)
BOILS = re.compile(r"boils at (?:about )?(-?\d+(?:\.\d)?) °C")
CLASS = re.compile(r"(?<![\w-])(A1|A2|A2L|A3|B1|B2|B2L)(?![\w,])")
SHARE = re.compile(r"(?P<part>(?:HFC|HFO|HCFC)-\w+)(?: \(E\))? (?P<share>\d+(?:\.\d+)?) %")
NAMED = re.compile(rf"\b(?:is|are) ({WASTE.pattern})|({WASTE.pattern}) (?:is|are|was|covers|holds)\b")
RANGE = re.compile(r"\d{4}\.\d{2} to (?:\d{4})?\.\d{2}|\bY\d+ to Y\d+|\bH\d+ to H\d+")
NEGATION = re.compile(r"\b(?:no|not|neither|nor|never|before)\b", re.IGNORECASE)
FAMILY = re.compile(r"\b(halon|H?CFC|HBFC|HFC)s\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.?!])\s+")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")

NOT_IN_THE_TABLES = {
    "4011.10": "New tyres: a wrong choice in a question.",
    "1604.32": "Substitutes for caviar, which are not controlled; a note of the table names them.",
    "79-00-5": "1,1,2-trichloroethane, which is not listed and is told apart from the form that is.",
    "34256-82-1": "Acetochlor, which is not in Annex III and is told apart from alachlor, which is.",
    "UN 1845": "Dry ice: a wrong region of a question.",
    "H2": "A gap in Annex III.",
    "H7": "A gap in Annex III.",
    "H9": "A gap in Annex III.",
}
"""Codes that packs name and the tables do not hold, and why."""


@dataclass(frozen=True)
class Line:
    """One line that claims to be true. `about` is read for names where the line itself has none."""

    place: str
    text: str
    about: str = ""

    def sentences(self):
        return SENTENCE.split(self.text)


# --- what a pack says ------------------------------------------------------------------------------


def lines_of(pack):
    """Every Line of a pack: lessons, checks, questions, terms, what scenarios explain, entries of guides."""
    parts = (_lessons, _questions, _terms, _scenarios, _entries)
    for place, text, about in (row for part in parts for row in part(pack)):
        for line in plain(text).split("\n"):
            yield Line(f"{pack.slug}/{place}", line, plain(about))


def _lessons(pack):
    for lesson in pack.lessons:
        for block in lesson.body:
            for text, about in _block(block):
                yield lesson.slug, text, about


def _block(block):
    if isinstance(block, Prose | Callout):
        yield block.text, ""
    elif isinstance(block, Figure):
        yield from ((text, "") for text in (block.caption, *block.key))
    elif isinstance(block, Steps):
        yield from ((text, "") for text in block.steps)
    elif isinstance(block, Summary):
        yield from ((text, "") for text in block.points)
    elif isinstance(block, Case):
        yield from ((text, "") for text in (block.text, block.lesson))
    elif isinstance(block, Comparison):
        for row in block.rows:
            cells = [_headed(*pair) for pair in zip(block.columns, row.cells, strict=True)]
            yield "; ".join([row.label, *cells]), ""
    elif isinstance(block, HSTable):
        yield from ((f"{row.code}: {row.description}; {row.control}", "") for row in block.rows)
    elif isinstance(block, Check):
        for option in block.options:
            yield option.feedback, option.text
            if option.right:
                yield option.text, block.question


def _headed(column, cell):
    """A cell as it is read below its heading: a bare number of four digits below "UN number" is one."""
    return f"UN {plain(cell)}" if column == "UN number" else f"{column} {plain(cell)}"


def _questions(pack):
    for question in pack.questions:
        said = question.model_dump()
        yield question.id, question.explanation, ""
        yield question.id, question.where, ""
        groups = {group["id"]: group["text"] for group in said.get("groups", [])}
        parts = [said.get(name) for name in ("options", "prompts", "items", "regions", "answers")]
        for part in (part for listed in parts if isinstance(listed, list) for part in listed):
            text = part.get("text", "")
            yield question.id, part.get("feedback", ""), text
            if part.get("right"):
                yield question.id, text, question.stem
            if "match" in part:
                yield question.id, part["match"], text
            if "group" in part:
                yield question.id, groups[part["group"]], text


def _terms(pack):
    for term in pack.terms:
        yield f"terms/{term.slug}", term.meaning, term.term


def _scenarios(pack):
    for packed in pack.scenarios:
        yield packed.slug, packed.scenario.debrief, ""
        for situation in packed.scenario.situations:
            for decision in situation.decisions:
                for text in (decision.why, decision.consequence, decision.basis):
                    yield f"{packed.slug}/{decision.id}", text, ""


def _entries(pack):
    for packed in pack.entries():
        entry = packed.entry
        told = (entry.summary, entry.control, entry.document, entry.action, entry.handling)
        for text in (*told, *(row.text for row in entry.diagnostic)):
            yield f"guide/{entry.id}", text, entry.title


# --- what the tables say ---------------------------------------------------------------------------


class Facts:
    """The reference tables, asked by what a text names."""

    def __init__(self, tables):
        rows = defaultdict(list)
        for row in tables.rows:
            rows[row.table.name].append(row.form)
        self.substances = {row.slug: row for row in rows["substances"]}
        self.wastes = rows["wastes"]
        self.waste_codes = {row.code: row for row in rows["waste-codes"]}
        self.annexes = {row.slug: row for row in rows["annexes"]}
        self.matrix = {(row.hs, row.convention): row for row in rows["matrix"]}
        self.rows = {
            f"{kind}:{row.slug}": row
            for kind, name in (
                ("substance", "substances"),
                ("species", "species"),
                ("waste", "wastes"),
                ("organism", "organisms"),
            )
            for row in rows[name]
        }
        self.listings = defaultdict(list)
        for listing in rows["listings"]:
            self.listings[listing.substance or listing.species].append(listing)
        every = [row for listed in rows.values() for row in listed]
        self.hs = {row.code for row in rows["hs-codes"]} | _all_of(every, "hs_codes", "look_alikes")
        self.cas = _all_of(every, "cas")
        self.un = _all_of(every, "un_numbers")
        self.wasted = set(self.waste_codes) | _all_of(every, "entries", "y_codes", "h_codes")
        self._substance_names = _Names(self.substances.values(), _names_of_substance)
        self._species_names = _Names(rows["species"], _names_of_species)

    # Codes that nothing has.

    def unknown(self, text):
        """The codes in a text, wrong options too, that nothing in the tables has."""
        found = {code for code in HS.findall(text) if code not in self.hs}
        found |= {number for number in CAS.findall(text) if number not in self.cas}
        found |= {f"UN {number}" for number in UN.findall(text) if number not in self.un}
        found |= {code for code in WASTE.findall(text) if code not in self.wasted}
        return sorted(found - set(NOT_IN_THE_TABLES))

    # Codes and numbers that something else has.

    def wrong(self, line):
        """What a Line says otherwise than the tables, each as a short text."""
        return [
            *self._of_substances(line),
            *self._shares(line),
            *self._dates_of_annexes(line),
            *self._of_wastes(line),
            *self._annexes_of_waste_codes(line),
            *self._names_of_waste_codes(line),
            *self._dates_of_waste_codes(line),
            *self._of_species(line),
        ]

    def _of_substances(self, line):
        everywhere = self._substances_in(f"{line.about} {line.text}")
        for sentence in line.sentences():
            named = self._substances_in(sentence) or self._substances_in(line.about)
            for kind, value in _claims(RANGE.sub("", sentence)) if named else ():
                owners = {slug for slug, row in self.substances.items() if self._has(row, kind, value)}
                measured = kind in ("ODP", "GWP", "boils")
                if (owners or measured) and not owners & everywhere:
                    yield f"{kind} {value} is not of {', '.join(sorted(named))}"

    def _substances_in(self, text):
        """Substances that a text names, those of a family that it names included."""
        families = {family.lower() for family in FAMILY.findall(text)}
        members = {slug for slug in self.substances if slug.partition("-")[0] in families}
        return self._substance_names.within(text) | members

    def _has(self, row, kind, value):
        if kind == "HS":
            return value in row.hs_codes or any(value in blend.hs_codes for blend in self._blends_with(row))
        if kind == "CAS":
            return value in row.cas
        if kind == "UN":
            return value in row.un_numbers
        if kind == "annex":
            return value in self._titles(row.slug)
        if kind == "class":
            return value == row.safety_class
        if kind == "boils":
            given, exact = Decimal(value), row.boiling_point
            return exact is not None and round(exact, -given.as_tuple().exponent) == given
        return getattr(row, kind.lower()) == Decimal(value.replace(",", ""))

    def _blends_with(self, row):
        """Blends of which a substance is a part: the tests of heading 38.27 name parts."""
        for blend in self.substances.values():
            parts = [re.split(r"[ (]", part)[0].lower() for part in blend.composition]
            if row.slug in parts:
                yield blend

    def _titles(self, slug):
        return {self.annexes[listing.annex].title for listing in self.listings[slug]}

    def _shares(self, line):
        blends = [self.substances[slug] for slug in self._substance_names.within(line.text + line.about)]
        known = {part for blend in blends for part in blend.composition}
        for found in SHARE.finditer(line.text) if known else ():
            if f"{found['part']} {found['share']}" not in known:
                yield f"{found.group()} is in none of the blends that are named"

    def _dates_of_annexes(self, line):
        rows = [row for row in self.annexes.values() if row.title.partition(" Group")[0] in line.text]
        marks = _marks(rows)
        for sentence in line.sentences() if marks else ():
            for day in _days(sentence.partition("into force on ")[2]):
                if day not in marks:
                    yield f"{day} is no date of an annex that is named"

    def _of_wastes(self, line):
        """HS codes and UN numbers that stand beside codes of the Basel Convention."""
        for sentence in line.sentences():
            entries = [self._holding(code) for code in WASTE.findall(sentence)]
            beside = [*HS.findall(sentence), *UN.findall(sentence)]
            for code in beside if any(entries) else ():
                holders = self._holding(code)
                if holders and not any(holders & those for those in entries):
                    yield f"{code} goes with none of the codes of wastes beside it"

    def _annexes_of_waste_codes(self, line):
        for sentence in line.sentences():
            annexes = set(re.findall(r"\bAnnex (I|II)\b", sentence))
            for code in re.findall(r"\bY\d{1,2}\b", sentence) if annexes else ():
                if code in self.waste_codes and self._annex_of(code) not in annexes:
                    yield f"{code} stands in Annex {self._annex_of(code)}"

    def _annex_of(self, code):
        return self.annexes[self.waste_codes[code].annex].title.removeprefix("Annex ")

    def _holding(self, code):
        """Slugs of the wastes that have a code or number of any kind."""
        return {
            row.slug
            for row in self.wastes
            if code in (*row.entries, *row.y_codes, *row.h_codes, *row.hs_codes, *row.un_numbers)
        }

    def _names_of_waste_codes(self, line):
        """A sentence that says what one code is shares a word with what the tables call it."""
        for sentence in line.sentences():
            found = set(WASTE.findall(sentence)) & set(self.waste_codes)
            if len(found) != 1 or not NAMED.search(sentence) or NEGATION.search(sentence):
                continue
            (code,) = found
            row = self.waste_codes[code]
            holders = [waste.name for waste in self.wastes if waste.slug in self._holding(code)]
            if not _stems(" ".join([row.meaning, *holders])) & _stems(f"{line.text} {line.about}"):
                yield f"{code} is {row.meaning}"

    def _dates_of_waste_codes(self, line):
        for sentence in line.sentences():
            if "EU" in sentence or "European Union" in sentence:
                continue  # the dates of its own law
            rows = [self.waste_codes[code] for code in WASTE.findall(sentence) if code in self.waste_codes]
            marks = _marks(rows)
            for day in _days(sentence) if marks else ():
                if day not in marks:
                    yield f"{day} is no date of {', '.join(row.code for row in rows)}"

    def _of_species(self, line):
        for sentence in line.sentences():
            if NEGATION.search(sentence):
                continue
            listings = [row for slug in self._species_names.within(sentence) for row in self.listings[slug]]
            titles = {self.annexes[row.annex].title for row in listings}
            numbers = (number for pair in APPENDIX.findall(sentence) for number in pair if number)
            said = {f"Appendix {number}" for number in numbers}
            if titles and said and not titles & said:
                yield f"{', '.join(sorted(said))}: the species is in {', '.join(sorted(titles))}"
            marks = _marks(listings)
            for day in _days(sentence) if marks else ():
                if day not in marks:
                    yield f"{day} is no date of a listing that is named"

    # Rows of a pack that name rows of the tables.

    def wrong_rows(self, pack):
        """What tables of codes and entries of the guide say otherwise than the tables."""
        convention = pack.module.convention
        codes = {code for code, of in self.matrix if convention in (of, WITHOUT_CONVENTION)}
        for lesson in pack.lessons:
            for block in lesson.body:
                for row in block.rows if isinstance(block, HSTable) else ():
                    if row.code not in codes:
                        yield f"{pack.slug}/{lesson.slug}: {row.code} is no code of {convention}"
        for packed in pack.entries():
            for message in self._wrong_entry(packed.entry):
                yield f"{pack.slug}/guide/{packed.entry.id}: {message}"

    def _wrong_entry(self, entry):
        rows = [self.rows[name] for name in entry.reference if name in self.rows]
        if not rows:
            return
        for kind, fields in (
            ("hs", ("hs_codes",)),
            ("cas", ("cas",)),
            ("un", ("un_numbers",)),
            ("waste", ("entries", "y_codes")),
        ):
            held = _all_of(rows, *fields)
            for code in _confirmed(getattr(entry.identifiers, kind)):
                holders = [row for row in rows if code in _all_of([row], *fields)]
                if code not in held:
                    yield f"{code} is not of the rows that it refers to"
                elif kind in ("cas", "un") and all(fields[0] in row.unverified for row in holders):
                    yield f"{code} is not confirmed in the tables"
        titles = {title for row in rows for title in self._titles(row.slug)}
        for told in _confirmed(entry.identifiers.appendix):
            said = re.match(r"(?:Annex )?([A-F]|I{1,3})(?: Group (I{1,3}))?(?=$|[, ])", told)
            if said and titles and not any(title.endswith(_last(said)) for title in titles):
                yield f"{told}: the tables say {', '.join(sorted(titles))}"
        for told in _confirmed(entry.identifiers.other):
            said = re.fullmatch(r"(ODP|GWP) ([\d.,]+)", told)
            if said and not any(self._has(row, *said.groups()) for row in rows):
                yield f"{told} is not what the tables say"


class _Names:
    """Names of rows, found in texts. The longest name counts."""

    def __init__(self, rows, names_of):
        self.slugs = defaultdict(set)
        for row in rows:
            for name in names_of(row):
                self.slugs[name.lower()].add(row.slug)
        longest_first = sorted(map(re.escape, self.slugs), key=len, reverse=True)
        self.pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?!\w|-\d)", re.IGNORECASE)

    def within(self, text):
        return {slug for name in self.pattern.findall(text) for slug in self.slugs[name.lower()]}


def _names_of_substance(row):
    """As HCFC-22, R-22 and chlorodifluoromethane: name, what stands in brackets, R-number, chemical name."""
    yield re.sub(r"\s*\(.*\)", "", row.name)
    yield from (name for name in re.findall(r"\(([^()]{4,})\)", row.name))
    if row.ashrae:
        yield row.ashrae.partition("(")[0]
    if len(row.chemical_name) > 6:
        yield row.chemical_name


def _names_of_species(row):
    yield row.name
    yield from (name.removesuffix(" spp.") for name in row.scientific_name.split(", "))


def _all_of(rows, *fields):
    return {value for row in rows for name in fields for value in getattr(row, name, [])}


def _claims(sentence):
    """(kind, value) of what a sentence says of a substance."""
    yield from (("HS", code) for code in HS.findall(sentence))
    yield from (("CAS", number) for number in CAS.findall(sentence))
    yield from (("UN", number) for number in UN.findall(sentence))
    yield from (("annex", f"Annex {annex} Group {group}") for annex, group in ANNEX_GROUP.findall(sentence))
    yield from (("boils", degrees) for degrees in BOILS.findall(sentence))
    yield from (("class", name) for name in CLASS.findall(sentence))
    yield from POTENTIAL.findall(sentence)


def _stems(text):
    """The words of a text by their first four letters, those that every waste has left out."""
    words = re.findall(r"[a-z]{3,}", text.lower().replace("e-waste", "electrical"))
    return {word[:4] for word in words} - {
        "wast",
        "from",
        "with",
        "that",
        "they",
        "thei",
        "hold",
        "and",
        "the",
        "not",
        "for",
    }


def _marks(rows):
    """The days from which rows of a table count, and from which they count no more."""
    begun = {row.effective_from for row in rows if row.effective_from}
    return begun | {row.effective_to + timedelta(days=1) for row in rows if row.effective_to}


def _days(sentence):
    return [date(int(year), MONTHS.index(month) + 1, int(day)) for day, month, year in DAY.findall(sentence)]


def _confirmed(told):
    """Identifiers that are not marked as unconfirmed, without what explains them."""
    return [re.split(r" \(|, ", text)[0] for text in told if not text.endswith(NOT_CONFIRMED)]


def _last(said):
    annex, group = said.groups()
    return f" {annex} Group {group}" if group else f" {annex}"
