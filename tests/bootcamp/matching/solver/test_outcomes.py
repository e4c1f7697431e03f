"""The best outcome: the worked rounds, every outcome tried one by one, and what may never be broken.

SEQUENCES says how many random rounds there are; a hundred unless it is set, ten thousand before anything lands.
"""

import json
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from bootcamp.matching.solver import checking, distance, halves, levers, rows, solving, why
from bootcamp.matching.solver.model import Impossible
from tests.bootcamp.matching import rounds
from tests.bootcamp.matching.solver import brute_force

EXAMPLES = json.loads(Path(__file__).with_name("examples.json").read_text())
MANY = int(os.environ.get("SEQUENCES", "100"))
SHARES = 4
NAMES = ("F", "B1", "B2", "B3", "V", "Q")


def share_of(many, share):
    return range(share, many, SHARES)


def pairs_of(outcome):
    return sorted([wish, need, half] for (wish, need), bits in outcome.taken.items() for half in halves.names(bits))


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_a_worked_round_comes_out_as_worked_out(example):
    asked, expected = rows.from_json(example), example["expected"]

    outcome = solving.solve(asked)

    assert outcome.goals == expected["objective"]
    assert outcome.goals["F"] == expected["filled"]
    left = sum(halves.count(bits) for bits in solving.open_halves(asked, outcome.taken).values())
    assert left == expected["open"]
    assert pairs_of(outcome) == sorted(expected["pairs"])
    assert (outcome.gap, outcome.is_cut_off) == (0, False)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_a_worked_round_says_why_and_what_would_help(example):
    asked = rows.from_json(example)
    outcome = solving.solve(asked)

    said = {reason.item: reason.to_json() for reason in why.reasons(asked, outcome.taken)}

    heard = {}
    for item, reason in said.items():
        unlock = reason["unlock"] or {"lever": None, "gain": 0}
        heard[item] = {"why": reason["why"], "unlock": unlock["lever"], "gain": unlock["gain"]}
    assert heard == example["expected"]["reasons"]


def test_five_kilometres_and_two_metres_is_too_far():
    assert distance.metres("2523", "2582") == 5002
    assert distance.metres("2523", "0000") is None


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_no_outcome_of_a_small_round_is_better(share):
    """All of them tried, on random rounds with every condition there is."""
    filled = 0
    for number in share_of(max(80, MANY // 10), share):
        asked = rounds.small(number)

        outcome = solving.solve(asked)

        assert tuple(outcome.goals[name] for name in NAMES) == brute_force.best(asked), number
        assert checking.broken(asked, outcome.taken) == [], number
        filled += bool(outcome.taken)
    assert filled > 5


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_no_hard_condition_is_ever_broken(share):
    for number in share_of(MANY, share):
        asked = rounds.medium(number)

        outcome = solving.solve(asked)

        assert checking.broken(asked, outcome.taken) == [], number
        assert outcome.goals["V"] == sum(checking.gets(outcome.taken).values())


def test_the_checker_sees_each_condition_that_breaks():
    asked = rounds.board()
    taken = solving.solve(asked).taken
    (wish_id, need_id), bits = next(iter(sorted(taken.items())))
    wish, need = asked.wish[wish_id], asked.need[need_id]

    def words(changed, taken=taken):
        return {word.split()[0] for word in checking.broken(changed, taken)}

    def with_wish(**fields):
        return asked.with_wish(replace(wish, **fields))

    def with_need(**fields):
        return asked.with_need(replace(need, **fields))

    assert words(asked) == set()
    assert "half_day" in words(with_wish(can=wish.can & ~bits))
    assert "group" in words(with_wish(groups=frozenset({"anders"})))
    assert "term" in words(with_wish(term="not" if need.term == "temporary" else "only"))
    assert "from" in words(with_need(starts="2027-08-01").with_wish(replace(wish, starts="2028-01-01")))
    assert "requires" in words(with_wish(requires=frozenset({"opvang"})))
    assert "size" in words(with_wish(min=9))
    assert "faces" in words(with_need(max_new=0, group="9"))
    assert "function" in words(with_wish(functions=frozenset({"ib"})))
    assert "must" in words(with_wish(must=halves.WEEK & ~wish.own & ~bits, can=wish.can))
    assert "forbidden" in words(replace(asked, forbidden=frozenset({(wish_id, need_id)})))
    assert "two_people" in words(asked, {**taken, ("w20", need_id): bits})
    assert "cut" in words(with_need(split="whole", halves=halves.WEEK))
    assert "not_of_need" in words(with_need(halves=halves.WEEK & ~bits))
    assert "begin" in words(with_wish(earliest="23:00")) or not bits & halves.MORNINGS


@pytest.mark.parametrize("number", range(12))
def test_another_order_of_rows_gives_the_same_outcome(number):
    asked = rounds.medium(number)
    chance = random.Random(number)
    wishes, needs = list(asked.wishes), list(asked.needs)
    chance.shuffle(wishes)
    chance.shuffle(needs)
    shuffled = replace(asked, wishes=tuple(wishes), needs=tuple(needs))

    assert solving.solve(shuffled).to_json() == solving.solve(asked).to_json()


def test_nobody_is_dealt_with_twice_who_was_left_over_before():
    """Of two who want the same, whoever was left over before goes first, whatever the lot says."""
    site = {"S": rows.RoundSchool("S", "B")}
    need = rows.NeedRow("n", "S", halves.mask(["doo"]))
    for first, second in ((1, 2), (2, 1)):
        people = [
            rows.WishRow("a", "S", want=1, can=halves.mask(["doo"]), weight=first),
            rows.WishRow("b", "S", want=1, can=halves.mask(["doo"]), weight=second),
        ]

        outcome = solving.solve(rows.RoundRows("r", site, tuple(people), (need,)))

        assert list(outcome.taken) == [("a" if first > second else "b", "n")]


def test_what_was_fixed_by_hand_stays_and_what_was_ruled_out_never_comes():
    asked = rounds.board()
    before = solving.solve(asked)
    (wish, need), bits = next(iter(sorted(before.taken.items())))
    last = frozenset((who, place, of) for (who, place), of in before.taken.items())

    pinned = solving.solve(replace(asked, pins=frozenset({(wish, need, bits)}), last=last))
    without = solving.solve(replace(asked, forbidden=frozenset({(wish, need)}), last=last))

    assert pinned.taken == before.taken
    assert (wish, need) not in without.taken
    assert without.goals["F"] <= before.goals["F"]


def test_a_pin_that_breaks_a_condition_is_refused_with_that_condition():
    asked = rounds.board()
    wish = asked.wishes[0]
    need = next(need for need in asked.needs if need.halves & wish.own)
    with pytest.raises(solving.PinFails) as refused:
        solving.solve(replace(asked, pins=frozenset({(wish.id, need.id, need.halves)})))
    assert "busy" in refused.value.fails


def test_pins_that_can_t_hold_together_are_refused():
    site = {"S": rows.RoundSchool("S", "B")}
    doo = halves.mask(["doo"])
    people = tuple(rows.WishRow(name, "S", want=1, can=doo) for name in "ab")
    needs = (rows.NeedRow("n", "S", doo),)
    pins = frozenset({("a", "n", doo), ("b", "n", doo)})

    with pytest.raises(Impossible):
        solving.solve(rows.RoundRows("r", site, people, needs, pins=pins))


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"own": 1, "can": 1, "want": 1}, "own_and_can"),
        ({"kind": "fewer", "own": 1, "give": 2}, "give_not_own"),
        ({"own": 1023 - 4, "can": 4, "want": 2}, "want_above_free"),
        ({"can": 4, "want": 0}, "want_below_one"),
    ],
)
def test_a_wish_that_can_t_be_true_is_refused_with_a_word(fields, word):
    with pytest.raises(rows.Refused, match=word):
        rows.RoundRows("r", {"S": rows.RoundSchool("S", "B")}, (rows.WishRow("w", "S", **fields),), ())


@pytest.mark.parametrize(
    ("needs", "word"),
    [
        ([{"halves": 0}], "need_without_halves"),
        ([{"halves": 1, "starts": "2027-08-01", "ends": "2027-07-01"}], "ends_before_start"),
        ([{"halves": 3, "group": "4"}, {"halves": 2, "group": "4"}], "same_group_and_half"),
    ],
)
def test_needs_that_can_t_be_true_are_refused_with_a_word(needs, word):
    places = tuple(rows.NeedRow(f"n{at}", "S", **fields) for at, fields in enumerate(needs))
    with pytest.raises(rows.Refused, match=word):
        rows.RoundRows("r", {"S": rows.RoundSchool("S", "B")}, (), places)


def test_a_round_survives_being_written_down():
    asked = replace(rounds.small(5), pins=frozenset({("w0", "n0", 3)}), forbidden=frozenset({("w1", "n0")}))

    assert rows.from_json(json.loads(json.dumps(rows.to_json(asked)))) == asked
    outcome = solving.solve(rounds.board())
    assert rows.outcome_from_json(json.loads(json.dumps(outcome.to_json()))) == outcome


def test_a_very_large_part_is_thinned_and_says_what_may_be_missing(monkeypatch):
    asked = rounds.large(60, 30, schools=4, boards=1)
    exact = solving.solve(asked)
    monkeypatch.setattr(solving, "MANY", 10)
    monkeypatch.setattr(solving, "PER_PLACE", 1)

    thinned = solving.solve(asked)

    assert thinned.is_thinned
    assert checking.broken(asked, thinned.taken) == []
    assert thinned.goals["F"] <= exact.goals["F"] <= thinned.goals["F"] + thinned.gap


def test_out_of_time_gives_the_best_until_then_with_what_may_be_missing():
    asked = rounds.large(120, 60, schools=6, boards=1)
    exact = solving.solve(asked)

    cut = solving.solve(asked, seconds=0)

    assert checking.broken(asked, cut.taken) == []
    assert cut.is_cut_off or cut.goals == exact.goals
    assert cut.goals["F"] <= exact.goals["F"] <= cut.goals["F"] + cut.gap


def test_more_people_get_something_than_when_whoever_comes_first_goes_first():
    asked = rounds.large(120, 20, schools=6, boards=1)
    ours = solving.solve(asked)
    pairs = solving.fitting_pairs(asked)

    in_turn = solving.one_pass(asked, pairs, list(pairs))

    assert checking.broken(asked, in_turn) == []
    assert ours.goals["F"] >= checking.filled(asked, in_turn)
    assert len(checking.gets(ours.taken)) > len(checking.gets(in_turn))


# Why not, and what would help.


def witnesses(asked, outcome):
    for reason in why.reasons(asked, outcome.taken):
        for unlock in (reason.unlock, reason.for_teacher):
            if unlock is not None:
                then = levers.apply(asked, reason.item, unlock.lever)
                yield reason, unlock, then


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_every_claim_has_a_witness_that_the_checker_accepts(share):
    claims = 0
    for number in share_of(max(80, MANY // 10), share):
        asked = rounds.small(number)
        outcome = solving.solve(asked)
        for reason, unlock, then in witnesses(asked, outcome):
            fails = checking.witness_fails(
                asked, then, outcome.taken, unlock.witness, item=reason.item, gain=unlock.gain
            )
            assert fails == [], (number, reason.item, unlock.lever)
            if not unlock.others_move and reason.side == "wish":
                others = {pair: bits for pair, bits in unlock.witness.items() if pair[0] != reason.item}
                assert others == {pair: bits for pair, bits in outcome.taken.items() if pair[0] != reason.item}
            claims += 1
    assert claims > 5


def gain_by_trying(asked, outcome, item, lever, may_move):
    """Of every outcome of the eased round, the most that this item gains without anyone getting less."""
    then = levers.apply(asked, item, lever)
    best = 0
    for after in brute_force.outcomes(then):
        stands = all(
            after.get(pair, 0) == outcome.taken.get(pair, 0)
            for pair in {*after, *outcome.taken}
            if pair[0] not in may_move
        )
        if not stands:
            continue
        gain = (
            checking.gets(after)[item] - checking.gets(outcome.taken)[item]
            if item in asked.wish
            else checking.filled(then, after) - checking.filled(asked, outcome.taken)
        )
        if gain > best and not checking.witness_fails(asked, then, outcome.taken, after, item=item, gain=gain):
            best = gain
    return best


def most_by_trying(asked, outcome, reason, may_move):
    kinds = (
        levers.of_wish(asked, asked.wish[reason.item])
        if reason.side == "wish"
        else levers.of_need(
            asked,
            asked.need[reason.item],
            still_open=solving.open_halves(asked, outcome.taken)[reason.item],
        )
    )
    most = 0
    for of_a_kind in kinds:
        for lever in of_a_kind:
            try:
                gain = gain_by_trying(asked, outcome, reason.item, lever, may_move)
            except rows.Refused:
                continue
            most = max(most, gain)
            if gain and reason.side == "wish" and lever.name in levers.ONE_STEP:
                break
    return most


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_no_single_condition_would_unlock_more(share):
    """Each condition tried on each outcome there is, for whoever may move."""
    gained = 0
    for number in share_of(max(60, MANY // 20), share):
        asked = rounds.small(number)
        outcome = solving.solve(asked)
        for reason in why.reasons(asked, outcome.taken):
            if reason.side == "need":
                if asked.need[reason.item].given_by:
                    continue
                school = asked.need[reason.item].school
                seen = {wish.id for wish in asked.wishes if asked.reaches(wish, school)}
                expected = most_by_trying(asked, outcome, reason, seen)
                unlock = reason.unlock
                if unlock is not None and not unlock.others_move:
                    assert 0 < unlock.gain <= expected, (number, reason)
                else:
                    assert (unlock.gain if unlock else 0) == expected, (number, reason)
            else:
                expected = most_by_trying(asked, outcome, reason, {reason.item})
                unlock = reason.for_teacher
                assert (unlock.gain if unlock else 0) == expected, (number, reason)
            gained += unlock is not None
    assert gained > 1


def without(asked, outcome, hidden):
    """The round as those see it who don't know of this wish: what she holds is taken, by whom they don't know."""
    held = {need: bits for (wish, need), bits in outcome.taken.items() if wish == hidden.id}
    union = sum(held.values())
    someone = replace(hidden, can=union, must=0, prefer=0, want=halves.count(union), min=1, max_places=len(held))
    others = (wish for wish in asked.wishes if wish.id != hidden.id)
    return replace(asked, wishes=(*others, someone) if held else tuple(others))


@pytest.mark.long
def test_a_hidden_wish_changes_no_reason_that_others_may_see():
    compared = 0
    for number in range(max(24, MANY // 20)):
        asked = rounds.medium(number)
        outcome = solving.solve(asked)
        hidden = next((wish for wish in asked.wishes if wish.kind == "more" and wish.scope == "school"), None)
        if hidden is None:
            continue
        less = without(asked, outcome, hidden)
        elsewhere = {need.id for need in less.needs if need.school != hidden.school}

        seen = {reason.item: reason.to_json() for reason in why.reasons(asked, outcome.taken)}
        left = {reason.item: reason.to_json() for reason in why.reasons(less, outcome.taken)}

        for item in elsewhere & set(left):
            assert story(seen[item]) == story(left[item]), (number, item)
            compared += 1
        for item in {wish.id for wish in less.wishes if wish.school != hidden.school} & set(left):
            mine, yours = seen[item]["for_teacher"], left[item]["for_teacher"]
            assert (seen[item]["why"], mine and mine["lever"]) == (left[item]["why"], yours and yours["lever"])
            compared += 1
    assert compared > 30


def story(reason):
    """What is told, so without the witness."""
    unlock = reason["unlock"]
    return reason["why"], unlock and (unlock["lever"], unlock["gain"])


def test_a_need_of_another_school_never_shows_that_a_hidden_wish_would_fit():
    """With the wish open to the board it would say so: there is something that could leak."""
    example = next(example for example in EXAMPLES if example["id"] == "hidden-wish")
    asked = rows.from_json(example)
    shown = asked.with_wish(replace(asked.wish["w1"], scope="board"))

    hidden = [reason for reason in why.reasons(asked, {}) if reason.side == "need"]

    assert [(reason.why, reason.unlock) for reason in hidden] == [("nobody", None)]
    assert solving.solve(shown).goals["F"] == 1
    assert [reason.why for reason in why.reasons(shown, {}) if reason.side == "need"] == ["limit"]
