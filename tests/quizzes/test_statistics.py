"""The rules of statistics, against numbers that were derived without them.

Three data sets. LAW_SCHOOL stands in textbooks, with figures that other software publishes. QUIZ is a
published teaching example; what its source does not print was computed with
NumPy 2.4.6 and SciPy 1.17.1 (np.cov, np.corrcoef, np.std with ddof=1; scipy.stats.kstat for k2, k3, k4).
MIXED has marks of several sizes, a part mark and an item with a negative covariance; all its numbers were
computed in the same way.
"""

from fractions import Fraction
from itertools import permutations, product
from statistics import mean, variance

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizzes.statistics import Flag, analyse, moments
from quizzes.statistics.items import figures
from quizzes.statistics.responses import LOWER, MIDDLE, UPPER, Given, responses, thirds_of
from quizzes.statistics.tables import rounded

# K. L. Wuensch, East Carolina University, StatHelp, “KR20”: ten students A to J, a quiz of ten items.
QUIZ = [
    "1111110110",
    "1011011101",
    "1111011001",
    "0010001000",
    "0000010010",
    "1110111111",
    "1101110111",
    "1111111101",
    "0101111101",
    "1101101110",
]
# The Law School Admission Test, section 7: 1,000 people, five items. Bock and Lieberman (1970), Psychometrika
# 35, pages 179 to 197; used by R. P. McDonald, Test Theory: A Unified Treatment (1999). How many gave each
# pattern of answers, from 00000, 00001, 00010 to 11111.
LAW_SCHOOL = [
    *(12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28),
    *(7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308),
]
MIXED_MAXIMA = [4, 1, 1, 1, 1]
MIXED = [
    [2, 1, 0, "1/2", 0],
    [3, 0, 1, "1/4", 1],
    [0, 0, 1, 0, 1],
    [1, 1, 0, "3/4", 0],
    [4, 1, 0, 1, 0],
    [2, 0, 1, "1/2", 1],
    [3, 1, 0, "3/4", 1],
    [4, 1, 1, 1, 0],
]


def analysed(rows, maxima=None):
    maxima = maxima or [1] * len(rows[0])
    papers = [[(place, Fraction(mark)) for place, mark in enumerate(row, 1)] for row in rows]
    return analyse(papers, {place: Fraction(most) for place, most in enumerate(maxima, 1)})


def close(*expected):
    return [None if number is None else pytest.approx(number, abs=5e-9) for number in expected]


def test_the_test_of_the_textbook_has_its_published_figures():
    """As the reference manual of the R package mirt prints them for this data set (`itemstats`)."""
    rows = [format(pattern, "05b") for pattern, number in enumerate(LAW_SCHOOL) for _ in range(number)]
    found = analysed(rows)
    quiz, items = found.quiz, found.items.values()
    assert len(rows) == 1000
    assert [float(quiz.mean), quiz.deviation, quiz.consistency / 100, quiz.error] == [
        pytest.approx(published, abs=5e-4) for published in (3.707, 1.199, 0.453, 0.886)
    ]
    assert [float(item.facility) for item in items] == [0.828, 0.658, 0.772, 0.606, 0.843]
    assert [item.deviation for item in items] == [
        pytest.approx(published, abs=5e-4) for published in (0.378, 0.475, 0.420, 0.489, 0.364)
    ]
    assert [item.discrimination / 100 for item in items] == [
        pytest.approx(published, abs=5e-4) for published in (0.246, 0.247, 0.313, 0.223, 0.175)
    ]


def test_the_published_quiz_has_its_published_consistency():
    """By hand, as the source has it: Σpq = 2.18 and the variance of the totals, by N, is 5.84.

    KR-20 = 10/9 · (1 − 2.18/5.84) = 10/9 · 366/584 = 3660/5256. Both variances by N − 1 instead of N
    keep the quotient. Totals: 8 7 7 2 2 9 8 9 7 7, their mean 6.6, the middle ones 7 and 7.
    """
    quiz = analysed(QUIZ).quiz
    assert quiz.consistency == 100 * Fraction(3660, 5256)
    assert (quiz.mean, quiz.median, quiz.items, quiz.maximum) == (Fraction(66, 10), 7, 10, 10)
    assert quiz.deviation**2 == pytest.approx(5.84 * 10 / 9)
    facilities = [item.facility for item in analysed(QUIZ).items.values()]
    assert facilities == [Fraction(part, 10) for part in (7, 7, 6, 7, 6, 8, 7, 7, 5, 6)]


def test_the_published_quiz_has_the_figures_that_scipy_computes():
    quiz = analysed(QUIZ).quiz
    assert [quiz.deviation, quiz.skewness, quiz.kurtosis, quiz.consistency, quiz.error_ratio, quiz.error] == (
        close(
            2.547329756606, -1.355166046158, 0.686782899499, 69.634703196347, 55.104715591003, 1.403698817543
        )
    )


def test_the_items_of_the_published_quiz_have_the_figures_that_numpy_computes():
    items = analysed(QUIZ).items.values()
    assert [item.deviation for item in items] == close(
        *(0.483045891540, 0.483045891540, 0.516397779494, 0.483045891540, 0.516397779494),
        *(0.421637021356, 0.483045891540, 0.483045891540, 0.527046276695, 0.516397779494),
    )
    assert {item.intended for item in items} == {10}
    assert [item.effective for item in items] == close(
        *(12.860880082298, 12.860880082298, 6.716375574761, 11.305344714199, 12.565188140827),
        *(8.884929741263, 5.816551869101, 12.860880082298, 4.335401791321, 11.793567921634),
    )
    assert [item.discrimination for item in items] == close(
        *(70.588915438580, 70.588915438580, 0, 47.358919921934, 58.387420812114),
        *(28.614654455583, -2.744450955464, 70.588915438580, -12.361284651455, 47.586686726680),
    )
    assert [item.efficiency for item in items] == close(
        *(87.012987012987, 87.012987012987, 0, 61.038961038961, 75),
        *(30.232558139535, -3.448275862069, 87.012987012987, -20, 62.5),
    )


def test_marks_of_several_sizes_have_the_figures_that_scipy_computes():
    quiz = analysed(MIXED, MIXED_MAXIMA).quiz
    found = [quiz.mean, quiz.median, quiz.deviation, quiz.skewness, quiz.kurtosis]
    assert found == close(4.59375, 4.875, 1.726565025047, -0.239989755597, -1.132303099937)
    assert [quiz.consistency, quiz.error_ratio, quiz.error] == close(
        1.497566454511, 99.248392201329, 1.713588027669
    )
    assert (quiz.items, quiz.maximum) == (5, 8)


def test_items_of_several_sizes_have_the_figures_that_numpy_computes():
    items = analysed(MIXED, MIXED_MAXIMA).items.values()
    assert [item.facility for item in items] == close(0.59375, 0.625, 0.5, 0.59375, 0.5)
    assert [item.intended for item in items] == close(50, 12.5, 12.5, 12.5, 12.5)
    assert [item.effective for item in items] == close(
        52.101041466120, 18.297753614187, 7.861976114777, 21.739228804917, None
    )
    assert [item.discrimination for item in items] == close(
        51.833509303468, 2.640186382616, -24.432809993289, 53.692484417122, -40.973553870617
    )
    assert [item.efficiency for item in items] == close(
        53.548387096774, 2.762430939227, -28.888888888889, 57.142857142857, -51.111111111111
    )


def test_an_item_with_a_negative_covariance_is_named_and_left_out_of_the_weights():
    *others, last = analysed(MIXED, MIXED_MAXIMA).items.values()
    assert last.negative
    assert last.effective is None
    assert not any(item.negative for item in others)
    assert sum(item.effective for item in others) == pytest.approx(100)


def test_skewness_and_kurtosis_are_those_of_a_manual():
    """Microsoft's reference of worksheet functions: SKEW(3,4,5,2,3,4,5,6,4,7) returns 0.359543, KURT −0.1518.

    Its SKEW is k3/k2^1.5 and its KURT k4/k2².
    """
    sample = dict.fromkeys(map(Fraction, (2, 6, 7)), 1) | {Fraction(3): 2, Fraction(4): 3, Fraction(5): 2}
    assert moments.skewness(sample) == pytest.approx(0.359543, abs=5e-7)
    assert float(moments.kurtosis(sample)) == pytest.approx(-0.1518, abs=5e-5)


def paper(**marks):
    return [(item, Fraction(mark)) for item, mark in marks.items()]


DRAWN = [paper(a=1, b=1, c=1), paper(a=1, c=0, d=1), paper(a=0, b=0, d=1), paper(a=0, c=1, d=0)]
DRAWN_MAXIMA = dict.fromkeys("abcd", Fraction(1))


def test_an_items_figures_are_those_of_the_attempts_that_hold_it():
    """By hand: b is held by the first and third attempt, with marks 1, 0 and totals 3, 1.

    facility 1/2; var(x) = 1/2; o = 2, 1; cov(x, o) = 1/2, which is also the most; so both indices are 100.
    c: marks 1, 0, 1 and totals 3, 2, 1; o = 2, 2, 0; means 2/3 and 4/3; cov = (2/9 − 4/9 − 4/9)/2 = −1/3.
    """
    items = analyse(DRAWN, DRAWN_MAXIMA).items
    assert items["b"].attempts == 2
    assert (items["b"].facility, items["b"].variance) == (Fraction(1, 2), Fraction(1, 2))
    assert (items["b"].discrimination, items["b"].efficiency) == (pytest.approx(100), 100)
    assert (items["c"].attempts, items["c"].facility) == (3, Fraction(2, 3))
    assert items["c"].discrimination == pytest.approx(-50)  # −1/3 / √(1/3 · 4/3)
    assert {item.intended for item in items.values()} == {Fraction(100, 3)}


def test_effective_weights_are_shares_of_an_average_paper():
    items = analyse(DRAWN, DRAWN_MAXIMA).items.values()
    shares = [item.effective * item.attempts / 4 for item in items if item.effective is not None]
    assert sum(shares) == pytest.approx(100)


def test_drawn_items_give_what_moodles_formula_gives_on_average_over_all_orders():
    """Every order of the two drawn items of four papers: 2⁴ tables, each by Moodle's sum over places."""
    k2 = variance([Fraction(total) for total in (3, 2, 1, 1)])
    found = []
    for orders in product(*(permutations([mark for _item, mark in one[1:]]) for one in DRAWN)):
        places = [[one[0][1] for one in DRAWN], *zip(*orders, strict=True)]
        found.append(Fraction(3, 2) * (1 - sum(variance(place) for place in places) / k2))
    assert analyse(DRAWN, DRAWN_MAXIMA).quiz.consistency == 100 * mean(found)


def test_papers_of_unequal_length_have_no_consistency():
    quiz = analyse([paper(a=1, b=1), paper(a=0)], DRAWN_MAXIMA).quiz
    assert (quiz.items, quiz.maximum, quiz.consistency, quiz.error_ratio, quiz.error) == (None,) * 5
    assert quiz.mean == 1


@pytest.mark.parametrize(
    "rows", [[], ["1"], ["11"], ["0", "1"], ["11", "11"], ["10", "01"], ["111", "111", "111"], ["00", "00"]]
)
def test_what_is_not_defined_is_none_and_never_an_error(rows):
    places = len(rows[0]) if rows else 2
    found = analyse(
        [[(place, Fraction(mark)) for place, mark in enumerate(row)] for row in rows],
        dict.fromkeys(range(places), Fraction(1)),
    )
    assert found.quiz.skewness is None
    assert found.quiz.kurtosis is None
    assert all(item.discrimination in (None, pytest.approx(-100)) for item in found.items.values())
    if not rows:
        assert found.quiz.mean is None
        assert all(item.facility is None for item in found.items.values())


def test_bands_count_every_attempt_once_and_the_whole_marks_in_the_last():
    bands = analysed(["0000000000", "1000000000", "1111111110", "1111111111"]).quiz.bands
    assert bands == (1, 1, 0, 0, 0, 0, 0, 0, 0, 2)


def pairs_of(right, wrong):
    """Marks with totals: right answers with these totals, wrong ones with those."""
    pairs = {}
    for mark, totals in ((1, right), (0, wrong)):
        for total in totals:
            key = (Fraction(mark), Fraction(total))
            pairs[key] = pairs.get(key, 0) + 1
    return pairs


@pytest.mark.parametrize(
    ("right", "wrong", "guess", "flag"),
    [
        ([5] * 10, [1] * 19, None, Flag.TOO_FEW),
        ([1] * 20, [5] * 10, None, Flag.NEGATIVE),
        ([5] * 10, [1] * 20, Fraction(1, 3), Flag.GUESSED),
        ([5] * 6, [1] * 24, Fraction(1, 10), Flag.TOO_HARD),
        ([5] * 39, [1], Fraction(1, 3), Flag.TOO_EASY),
        ([1, 2, 3, 4, 5] * 4, [0, 1, 2, 3, 4] * 2, Fraction(1, 3), Flag.WEAK),
        ([5] * 20, [1] * 10, Fraction(1, 3), None),
    ],
)
def test_an_item_is_flagged_for_what_presses_most(right, wrong, guess, flag):
    assert figures(pairs_of(right, wrong), Fraction(1)).guessed_at(guess).flag == flag


def test_thirds_keep_equal_totals_together():
    """By hand: middle ranks of 1, 2, 2, 3, 4, 4, 4, 5, 6 are 0.5, 2, 3.5, 5.5, 7.5, 8.5 of 9."""
    totals = {Fraction(total): times for total, times in {1: 1, 2: 2, 3: 1, 4: 3, 5: 1, 6: 1}.items()}
    assert list(thirds_of(totals).values()) == [LOWER, LOWER, MIDDLE, MIDDLE, UPPER, UPPER]


def test_responses_are_counted_by_thirds_with_what_nobody_chose_and_who_left_it():
    low, high = Fraction(1), Fraction(9)
    table = responses(
        [
            Given(low, Fraction(1), (("", "right"),), 2),
            Given(high, Fraction(0), (("", "wrong"),), 3),
            Given(low, Fraction(0), (), 2),
        ],
        {low: LOWER, high: UPPER},
        [("", "right"), ("", "wrong"), ("", "idle")],
    )
    assert table.thirds == (4, 0, 3)
    right, wrong, _idle, nothing = table.lines
    assert (right.thirds, right.shares, right.mean) == ([2, 0, 0], (Fraction(1, 2), None, 0), 1)
    assert wrong.draws_the_best
    assert not right.draws_the_best
    assert [line.idle for line in table.lines] == [False, False, True, False]
    assert (nothing.is_none, nothing.number) == (True, 2)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (0.125, 2, "0.13"),
        (Fraction(200, 3), 1, "66.7"),
    ],
)
def test_figures_are_rounded_half_away_from_zero(value, places, expected):
    assert str(rounded(value, places)) == expected


FRACTIONS = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(5, 6), Fraction(1)])


@st.composite
def tables(draw):
    width = draw(st.integers(2, 5))
    return draw(st.lists(st.lists(FRACTIONS, min_size=width, max_size=width), min_size=1, max_size=12))


@settings(deadline=None)
@given(tables())
def test_facility_is_a_part_and_indices_lie_between_the_ends(rows):
    for item in analysed(rows).items.values():
        assert 0 <= item.facility <= 1
        assert item.discrimination is None or -100.000001 <= item.discrimination <= 100.000001
        assert item.efficiency is None or item.efficiency <= 100
        assert item.effective is None or 0 <= item.effective <= 100.000001


@settings(deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_attempts_and_of_items_changes_nothing(rows, chance):
    before = analysed(rows).quiz
    places = list(range(len(rows[0])))
    chance.shuffle(places)
    moved = [[row[place] for place in places] for row in rows]
    chance.shuffle(moved)
    assert analysed(moved).quiz == before


@settings(deadline=None)
@given(tables(), st.integers(-3, 3))
def test_a_constant_for_all_moves_the_mean_and_nothing_else(rows, more):
    before, after = analysed(rows), analysed([[row[0] + more, *row[1:]] for row in rows])
    assert after.quiz.mean == before.quiz.mean + more
    for name in ("deviation", "skewness", "kurtosis", "consistency", "error"):
        assert getattr(after.quiz, name) == getattr(before.quiz, name)
    assert [item.discrimination for item in after.items.values()] == [
        item.discrimination for item in before.items.values()
    ]


@settings(deadline=None)
@given(tables(), st.integers(2, 7))
def test_larger_marks_scale_the_spread_and_keep_the_indices(rows, times):
    before = analysed(rows)
    after = analysed([[mark * times for mark in row] for row in rows], [times] * len(rows[0]))
    assert after.quiz.consistency == before.quiz.consistency
    assume(before.quiz.deviation)
    assert after.quiz.deviation == pytest.approx(before.quiz.deviation * times)
    assert [item.facility for item in after.items.values()] == [
        item.facility for item in before.items.values()
    ]


@settings(deadline=None)
@given(tables())
def test_consistency_never_exceeds_the_whole(rows):
    consistency = analysed(rows).quiz.consistency
    assert consistency is None or consistency <= 100


@settings(deadline=None)
@given(tables())
def test_the_best_pairing_is_the_greatest_of_all_pairings(rows):
    rows = rows[:5]
    firsts, seconds = [row[0] for row in rows], [row[1] for row in rows]
    counted = {}
    for pair in zip(firsts, seconds, strict=True):
        counted[pair] = counted.get(pair, 0) + 1
    greatest = max(
        sum(one * other for one, other in zip(firsts, order, strict=True)) for order in permutations(seconds)
    )
    best = moments.sorted_apart(counted)
    assert sum(one * other * times for (one, other), times in best.items()) == greatest
