"""What the packs say in codes, numbers, annexes and dates agrees with the reference tables."""

import re

import pytest
from django.conf import settings

from courses.packs import read_pack
from reference.packs import read_tables
from tests.courses.facts import NOT_IN_THE_TABLES, Facts, Line, lines_of

PACKS = sorted(path.parent for path in settings.PACKS_ROOT.glob("*/module.yaml"))
TAUGHT = ("lessons/*.md", "scenarios/*.yaml", "questions.yaml", "glossary.yaml", "images/*.svg")
LABEL = re.compile(r">([^<>]+)</(?:text|tspan)>")


@pytest.fixture(scope="module")
def facts():
    return Facts(read_tables(settings.TABLES_ROOT))


@pytest.fixture(scope="module", params=PACKS, ids=lambda folder: folder.name)
def folder(request):
    return request.param


@pytest.fixture(scope="module")
def pack(folder):
    pack = read_pack(folder)
    assert pack.problems == []
    return pack


def texts(folder):
    """(file, number of the line, line) of what officers meet, wrong options and drawn papers included."""
    for file in sorted(path for pattern in TAUGHT for path in folder.glob(pattern)):
        text = file.read_text(encoding="utf-8")
        lines = LABEL.findall(text) if file.suffix == ".svg" else text.split("\n")
        yield from ((file.relative_to(folder), number, line) for number, line in enumerate(lines, start=1))


def test_every_code_is_one_that_the_tables_hold(folder, facts):
    found = [
        f"{file}:{number}: {code}" for file, number, line in texts(folder) for code in facts.unknown(line)
    ]
    assert found == []


def test_what_is_kept_out_of_the_tables_is_named_by_a_pack(facts):
    said = "\n".join(line for folder in PACKS for _file, _number, line in texts(folder))
    assert [code for code in NOT_IN_THE_TABLES if code not in said] == []


def test_what_is_said_of_a_thing_is_what_the_tables_say(pack, facts):
    found = [f"{line.place}: {what}: {line.text}" for line in lines_of(pack) for what in facts.wrong(line)]
    assert found == []


def test_tables_of_codes_and_entries_of_guides_agree_with_their_rows(pack, facts):
    assert list(facts.wrong_rows(pack)) == []


# --- the comparison can fail -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("R-22 travels as UN 1018.", ""),
        ("R-22: 75-45-6, UN 1018, 2903.71. R-134a: 811-97-2, UN 3159, 2903.45.", ""),
        ("UN 1018 for R-134a: this is the number of R-22.", ""),
        ("The subheading of HFC-125 and HFC-143a.", "HS 2903.44"),
        ("3827.61", "R-404A holds 52 per cent of HFC-143a. Which subheading is right?"),
        ("A mixture with 15 per cent or more of HFC-143a goes to 3827.61.", ""),
        ("R-404A: HFC-125 44 %, HFC-143a 52 %, HFC-134a 4 %.", ""),
        ("R-134a boils at about -26 °C.", ""),
        ("Carbon tetrachloride is Annex B, Group II; ODP 1.1.", ""),
        ("The GWP of HFC-125 is 3,500.", ""),
        ("Adopted on 15 October 2016, into force on 1 January 2019. It adds Annex F.", ""),
        ("R-454B is A2L. R-290 is A3.", ""),
        ("Spent lead-acid batteries are A1160, Y31, HS 8549.11, UN 2794.", ""),
        ("All parrots are in Appendix I or II.", ""),
        ("Y29 is mercury. Ash of household waste is Y47. A1181 is hazardous e-waste.", ""),
        ("B1110 was deleted with effect from 1 January 2025.", ""),
        ("Plastic may not leave the European Union from 21 November 2026, also when it is B3011.", ""),
        ("Annex II holds Y46, Y47, Y48 and Y49.", ""),
        ("Pangolins, eight species of Manis and others, are in Appendix I.", ""),
        ("No pangolins are in Appendix III.", ""),
    ],
)
def test_what_is_right_is_left_alone(facts, text, about):
    assert facts.wrong(Line("here", text, about)) == []


@pytest.mark.parametrize(
    ("text", "about", "what"),
    [
        ("R-22 travels as UN 1028.", "", "UN 1028 is not of hcfc-22"),
        ("R-22: 811-97-2, UN 1018, 2903.71.", "", "CAS 811-97-2 is not of hcfc-22"),
        ("It travels as UN 3337.", "R-410A", "UN 3337 is not of r-410a"),
        ("3827.63", "R-404A holds 52 per cent of HFC-143a.", "HS 3827.63 is not of hfc-143a, r-404a"),
        ("R-410A: HFC-32 50 %, HFC-125 55 %.", "", "HFC-125 55 % is in none of the blends"),
        ("R-134a boils at about -41 °C.", "", "boils -41 is not of hfc-134a"),
        ("Methyl bromide has an ODP of 0.7.", "", "ODP 0.7 is not of methyl-bromide"),
        ("The GWP of HFC-134a is 1,340.", "", "GWP 1,340 is not of hfc-134a"),
        ("Halons stand in Annex B, Group I; HFC-23 in Annex F, Group I.", "", "annex Annex F Group I"),
        ("The HFCs of Annex F came into force on 1 January 2018.", "", "2018-01-01 is no date"),
        ("R-454B has the class A1.", "", "class A1 is not of r-454b"),
        ("Spent batteries are A1160, HS 2710.91.", "", "2710.91 goes with none"),
        ("Clinical waste is A4020, UN 2794.", "", "2794 goes with none"),
        ("Y29 is lead.", "", "Y29 is Mercury"),
        ("Waste mineral oil is A4030.", "", "A4030 is"),
        ("B1110 was deleted on 1 January 2024.", "", "2024-01-01 is no date of B1110"),
        ("Y49 stands in Annex I.", "", "Y49 stands in Annex II"),
        ("Pangolins are in Appendix II.", "", "the species is in Appendix I"),
    ],
)
def test_what_is_wrong_is_found(facts, text, about, what):
    assert any(what in found for found in facts.wrong(Line("here", text, about)))


@pytest.mark.parametrize("code", ["2903.70", "75-45-7", "UN 1019", "Y50", "A1182"])
def test_a_code_that_nothing_has_is_found(facts, code):
    assert facts.unknown(f"It has the code {code}.") == [code]
