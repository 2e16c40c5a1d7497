"""Lineage: what a derived figure rests on, and how it is written."""

from __future__ import annotations

import pytest

from cityinnov.values.arithmetic import alternatives, opaque, positive, total, union
from cityinnov.values.figure import Figure
from cityinnov.values.lineage import CAVEATS, MOST_SHOWN, Caveat
from cityinnov.values.lineage import formula as written
from cityinnov.values.source import Citation

read = Figure.parse


def test_the_example_of_the_design() -> None:
    local = read("50 firms, 2025-05 [br ¶18]")
    production, general = read("over 500 firms, 2025-05 [br ¶17]"), read("over 1,000 firms, 2025-05 [br ¶18]")
    share = (local / (production + general)).to("%")
    assert share.leaves() == (local, production, general)
    assert share.sources() == (Citation("br", "¶18"), Citation("br", "¶17"))
    assert share.formula() == "50 firms / (over 500 firms + over 1,000 firms)"
    # "over 500" has three digits: 3.333… % upward
    assert share.explain() == "\n".join(  # a tree reads best line by line
        [
            "under 3.34 %  =  × 100",
            "└─ under 0.0334  =  divide",
            "   ├─ 50 firms, 2025-05 [br ¶18]",
            "   └─ over 1,500 firms  =  add",
            "      ├─ over 500 firms, 2025-05 [br ¶17]",
            "      └─ over 1,000 firms, 2025-05 [br ¶18]",
        ]
    )


def test_a_stated_figure_is_its_own_leaf() -> None:
    figure = read("50 firms [br]")
    assert figure.leaves() == (figure,)
    assert figure.sources() == (Citation("br"),)
    assert figure.formula() == "50 firms"
    assert figure.explain() == "50 firms [br]"
    assert figure.detached() is figure
    assert figure.alternatives == {}


A, B, C = read("1 firm"), read("2 firms"), read("3 firms")


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (A - (B - C), "1 firm − (2 firms − 3 firms)"),
        ((A - B) - C, "1 firm − 2 firms − 3 firms"),
        (A / (B / C), "1 firm / (2 firms / 3 firms)"),
        ((A + B) * 2, "(1 firm + 2 firms) × 2"),
        (A * 2 + B, "1 firm × 2 + 2 firms"),
        (-(A + B), "−(1 firm + 2 firms)"),
        ((A / B) ** 2, "(1 firm / 2 firms) ^ 2"),
        (A - read("−3 firms"), "1 firm − (−3 firms)"),
        (total([A, B, C]), "1 firm + 2 firms + 3 firms"),
        (union([A, B]), "1 firm ∪ 2 firms"),
        (A.to("supplier"), "1 firm"),  # a change of unit is no step of the mathematics
        (opaque("least", min, [A / B, B / C], ["rise", "rise"]), "least(1 firm / 2 firms, 2 firms / 3 firms)"),
    ],
)
def test_formula(figure: Figure, text: str) -> None:
    assert figure.formula() == text


def test_a_formula_of_so_many_steps_says_what_lies_deeper_by_its_value() -> None:
    share = A / (B + C)  # 1/5
    made = share * (share + 1)  # 0.2 × 1.2
    assert written(made, depth=0) == "0.2 × 1.2"
    assert written(made, depth=1) == "1 firm / 5 firms × (1 firm / 5 firms + 1)"  # a step is as deep as its nearest use
    assert written(made, depth=2) == written(made) == made.formula()
    assert written(share.to("%"), depth=0) == "1 firm / 5 firms"  # a change of unit is no step
    assert written(A.to("supplier"), depth=0) == written(A, depth=0) == "1 firm"


def test_a_step_used_twice_is_written_out_once() -> None:
    both = A + B
    tree = (both / (both + C)).explain()
    assert tree.count("1 firm") == 1
    assert tree.count("(as above)") == 1


def test_a_long_sum_is_shortened() -> None:
    tree = total([read(f"{n} firms") for n in range(2, 102)]).explain()
    assert f"… and {100 - (MOST_SHOWN - 1)} more" in tree


def test_caveats_stand_where_they_arise_and_travel_on() -> None:
    ratio = read("6 CNY, 2023") / read("3 CNY, 2013") * 2
    assert Caveat("mixed-prices", ("2023", "2013")) in ratio.caveats()
    assert "│ caveat: compares current prices of 2023 and 2013" in ratio.explain()
    assert ratio.detached().caveats() == ratio.caveats()


def test_every_caveat_can_be_said() -> None:
    for code, text in CAVEATS.items():
        operands = tuple("xy"[: text.count("{")])
        assert "{" not in Caveat(code, operands).text


def test_cutting_a_lineage_keeps_value_sources_and_caveats() -> None:
    a, b = read("40 to 60 firms, 2020 [br]"), read("90 to 110 firms, 2020 [nio]")
    share = a / (a + b)
    cut = share.detached()
    assert (cut.bounds, cut.unit, cut.period, cut.status) == (share.bounds, share.unit, share.period, share.status)
    assert cut.leaves() == (cut,)
    assert cut.sources() == share.sources()
    assert (cut * 2).sources() == share.sources()
    assert len((cut * 2).explain().splitlines()) == 3


def test_readings_are_named_and_one_can_be_picked() -> None:
    one, other = read("under 10 %"), read("under 5 %")
    share = alternatives({"of production": one, "of all": other})
    assert dict(share.alternatives) == {"of production": one, "of all": other}
    assert share.bounds == one.bounds.hull(other.bounds)
    assert [caveat.code for caveat in share.caveats()] == ["ambiguous-denominator"]
    assert "of production: under 10 %" in share.explain()
    in_ratio = share.to("")
    assert in_ratio.alternatives["of all"].high == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("figure", "formula"),
    [
        (((A / B) ** 2) ** 3, "((1 firm / 2 firms) ^ 2) ^ 3"),  # 1/64; 2 ^ 3 in the exponent would be 1/256
        (A / B * C, "1 firm / 2 firms × 3 firms"),
        (A / (B * C), "1 firm / (2 firms × 3 firms)"),
        (positive(A - B + C), "1 firm − 2 firms + 3 firms"),  # that it is over zero is no step of the mathematics
        (total([A - B]), "1 firm − 2 firms"),  # of one thing, it is that thing
        (union([A - B]) * 2, "(1 firm − 2 firms) × 2"),
        ((A / B).detached() * 2, "{0.5} × 2"),
        (opaque("least", min, [A / B, B / C], ["rise", "rise"]) ** 2, "least(1 firm / 2 firms, 2 firms / 3 firms) ^ 2"),
    ],
)
def test_formula_of_what_is_no_plain_arithmetic(figure: Figure, formula: str) -> None:
    assert figure.formula() == formula


def test_leaves_of_a_formula_can_be_named() -> None:
    names = {"1 firm": "local", "2 firms": "all"}
    assert written(A / B, lambda leaf: names[leaf.display()]) == "local / all"


@pytest.mark.parametrize(("count", "ends"), [(MOST_SHOWN, "+ 13 firms"), (MOST_SHOWN + 1, "+ 12 firms … and 2 more")])
def test_a_formula_of_many_is_shortened(count: int, ends: str) -> None:
    text = total([read(f"{n} firms") for n in range(2, count + 2)]).formula()
    assert text.startswith("2 firms + 3 firms + ")
    assert text.endswith(ends)
    worked_out = opaque("least", min, [read(f"{n} firms") for n in range(2, count + 2)], ["rise"] * count).formula()
    assert worked_out.endswith(ends.removeprefix("+ ") + ")")


def test_a_formula_is_cut_in_the_middle_beyond_two_thousand_letters() -> None:
    letters = {A: "a" * 1500, B: "b" * 497}  # and " + " between
    assert written(A + B, lambda leaf: letters[leaf]) == letters[A] + " + " + letters[B]
    letters[B] += "b"
    assert written(A + B, lambda leaf: letters[leaf]) == "a" * 1000 + " … " + "a" * 399 + " + " + letters[B]


def test_the_tree_of_each_kind_of_step() -> None:
    both = A + B
    ratio = (alternatives({"x": A, "y": both}) + both * 2) / (both + (A / B).detached() * C.to("firm"))
    assert ratio.explain() == "\n".join(
        [
            "1.5 to 2  =  divide",  # 7 / 4.5 = 1.555…, downward, to 9 / 4.5
            "├─ 7 to 9 firms  =  add",
            "│  ├─ 1 to 3 firms  =  one of",
            "│  │  │ caveat: the text does not say of which: x or y",
            "│  │  ├─ x: 1 firm",
            "│  │  └─ y: 3 firms  =  add",
            "│  │     ├─ 1 firm",
            "│  │     └─ 2 firms",
            "│  └─ 6 firms  =  multiply",
            "│     ├─ 3 firms  =  add (as above)",
            "│     └─ 2",
            "└─ 4.5 firms  =  add",
            "   ├─ 3 firms  =  add (as above)",
            "   └─ 1.5 firms  =  multiply",
            "      ├─ 0.5",
            "      └─ 3 firms",
        ]
    )
    assert A.to("supplier").explain() == "1 supplier  =  in another unit\n└─ 1 firm"
    assert union([A, B]).explain().startswith("2 to 3 firms  =  together (they may overlap)\n")


def test_what_comes_after_a_shortened_step_is_drawn_too() -> None:
    tree = (total([read(f"{n} firms") for n in range(2, 102)]) + A).explain().splitlines()
    assert tree[1 + MOST_SHOWN :] == [f"│  └─ … and {100 - (MOST_SHOWN - 1)} more", "└─ 1 firm"]


def test_a_long_tree_is_cut_and_says_how_long_it_is() -> None:
    figure = A
    for _ in range(300):
        figure = figure + B
    tree = figure.explain().splitlines()
    # 302 figures in all: 300 sums, and the two leaves.
    assert (len(tree), tree[-1]) == (201, "… the tree goes on; 302 steps in all")


def test_a_stated_leaf_is_drawn_whole_and_a_cut_one_as_it_is_written() -> None:
    stated, cut = read("50 firms, 2025 [br]"), (read("50 firms, 2025 [br]") / read("over 500 firms, 2025")).detached()
    assert (stated / B).explain().splitlines()[1] == "├─ 50 firms, 2025 [br]"
    assert (cut * 2).explain().splitlines()[1] == f"├─ {cut}"


def test_an_opaque_step_is_called_by_its_name() -> None:
    least = opaque("least", min, [A / B, B / C], ["rise", "rise"])
    assert least.explain().splitlines()[0] == "0.5  =  least"
