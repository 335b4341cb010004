"""What every store keeps to, of either kind."""

from __future__ import annotations

import asyncio
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test

from mediant.errors import FileProblem, InvalidFile, InvalidValue, StoreProblem, UnknownCase
from mediant.stores.store import LONGEST_APPEND, LONGEST_LINE, checked_case, checked_lines, new_case


def append(store, case, *lines):
    async def waited():
        await store.append(case, lines)

    asyncio.run(waited())


class TestEveryStore:
    def test_lines_come_back_as_they_are_in_their_order(self, store):
        case = new_case()
        store.create(case)
        lines = [b"", b"\n", b"\0\xff", b'{"a": 1}', b"x" * 100_000]
        append(store, case, *lines[:2])
        append(store, case, *lines[2:])
        assert list(store.read(case)) == lines

    def test_what_was_stored_is_there_when_the_store_is_opened_again(self, place):
        one, other = sorted((new_case(), new_case()))
        with closing(place.open()) as store:
            store.create(other)
            store.create(one)
            append(store, one, b"first")
        with closing(place.open()) as store:
            assert store.cases() == (one, other)
            append(store, one, b"second")
            assert list(store.read(one)) == [b"first", b"second"]
            assert list(store.read(other)) == []

    def test_appends_are_stored_in_the_order_of_the_calls(self, store):
        cases = [new_case() for _ in range(3)]
        for case in cases:
            store.create(case)

        async def all_at_once():
            waits = [store.append(case, [b"%d" % number]) for number in range(200) for case in cases]
            for wait in reversed(waits):
                await wait

        asyncio.run(all_at_once())
        for case in cases:
            assert list(store.read(case)) == [b"%d" % number for number in range(200)]

    def test_a_wait_that_is_cancelled_does_not_cancel_the_append(self, store):
        case = new_case()
        store.create(case)

        async def cancelled():
            waits = [asyncio.ensure_future(store.append(case, [b"%d" % number])) for number in range(50)]
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

        asyncio.run(cancelled())
        append(store, case, b"last")
        assert list(store.read(case)) == [*(b"%d" % number for number in range(50)), b"last"]

    def test_one_who_asks_for_no_case_does_not_stop_the_others(self, store):
        case, missing = new_case(), new_case()
        store.create(case)

        async def mixed():
            waits = [store.append(missing if number % 3 else case, [b"%d" % number]) for number in range(30)]
            return await asyncio.gather(*waits, return_exceptions=True)

        told = asyncio.run(mixed())
        assert [type(one) for one in told] == [UnknownCase if number % 3 else type(None) for number in range(30)]
        assert list(store.read(case)) == [b"%d" % number for number in range(0, 30, 3)]

    def test_no_line_is_stored_where_one_of_them_is_none(self, store):
        case = new_case()
        store.create(case)
        with pytest.raises(InvalidValue, match="expected bytes"):
            append(store, case, b"fine", "text")
        append(store, case)
        assert list(store.read(case)) == []

    def test_a_reader_sees_what_was_there_when_it_began(self, store):
        case = new_case()
        store.create(case)
        append(store, case, *(b"%d" % number for number in range(500)))
        lines = store.read(case)
        assert next(lines) == b"0"
        append(store, case, b"later")
        assert list(lines) == [b"%d" % number for number in range(1, 500)]
        assert list(store.read(case))[-1] == b"later"

    def test_a_case_that_is_erased_is_gone(self, place):
        case, other = new_case(), new_case()
        with closing(place.open()) as store:
            for one in (case, other):
                store.create(one)
                append(store, one, b"words")
            store.erase(case)
            for refused in (lambda: store.read(case), lambda: append(store, case, b"x"), lambda: store.erase(case)):
                with pytest.raises(UnknownCase, match=case):
                    refused()
        with closing(place.open()) as store:
            assert store.cases() == (other,)
            store.create(case)
            assert list(store.read(case)) == []
            assert list(store.read(other)) == [b"words"]

    def test_a_second_case_of_the_same_id_is_refused(self, store):
        case = new_case()
        store.create(case)
        append(store, case, b"words")
        with pytest.raises(StoreProblem, match="there is a case"):
            store.create(case)
        assert list(store.read(case)) == [b"words"]

    @pytest.mark.parametrize(
        "case", ["", "short", "../../../etc/passwd", "a" * 65, "ABCDEFGH", "nul\0nulnul", "a/b" * 4, 3]
    )
    def test_what_is_no_id_is_refused_everywhere(self, store, case, tmp_path):
        for refused in (
            lambda: store.create(case),
            lambda: append(store, case, b"x"),
            lambda: store.read(case),
            lambda: store.export(case, tmp_path / "out"),
            lambda: store.erase(case),
        ):
            with pytest.raises(InvalidValue, match="case id"):
                refused()
        assert store.cases() == ()

    def test_a_second_server_is_refused_until_the_first_ends(self, place):
        with closing(place.open()):
            with pytest.raises(StoreProblem, match="another mediant is using it; stop that one first") as told:
                place.open()
            assert str(told.value).isprintable()
        place.open().close()

    def test_a_store_that_is_closed_refuses(self, store):
        case = new_case()
        store.create(case)
        store.close()
        for refused in (
            store.cases,
            lambda: store.create(new_case()),
            lambda: store.read(case),
            lambda: append(store, case),
        ):
            with pytest.raises(StoreProblem, match="the store is closed"):
                refused()

    def test_closing_waits_for_what_was_appended(self, place):
        case = new_case()

        async def leave():
            store = place.open()
            store.create(case)
            waits = [store.append(case, [b"%d" % number]) for number in range(100)]
            store.close()
            await asyncio.gather(*waits)

        asyncio.run(leave())
        with closing(place.open()) as store:
            assert len(list(store.read(case))) == 100


class TestExport:
    def test_any_store_reads_what_any_has_written(self, store, new_place, tmp_path):
        case, again = new_case(), new_case()
        lines = [b"", b"a\nb\n", b"\xff" * 70_000, b"end 3 0"]
        store.create(case)
        append(store, case, *lines)
        store.export(case, tmp_path / "case.lines")
        assert (tmp_path / "case.lines").stat().st_mode & 0o777 == 0o600
        with closing(new_place().open()) as other:
            other.import_(again, tmp_path / "case.lines")
            append(other, again, b"more")
            assert list(other.read(again)) == [*lines, b"more"]
            with pytest.raises(StoreProblem, match="there is a case"):
                other.import_(again, tmp_path / "case.lines")

    def test_a_damaged_file_leaves_nothing_behind(self, store, tmp_path):
        case, again = new_case(), new_case()
        store.create(case)
        append(store, case, *(b"line %d" % number for number in range(1000)))
        file = tmp_path / "case.lines"
        store.export(case, file)
        whole = file.read_bytes()
        for damaged in (whole[:-1], whole[:4000], b"", whole.replace(b"line 7\n", b"line 8\n"), whole + b"x"):
            file.write_bytes(damaged)
            with pytest.raises(InvalidFile, match="export the case again"):
                store.import_(again, file)
            assert store.cases() == (case,)
        with pytest.raises(FileProblem):
            store.import_(again, tmp_path / "nowhere")
        with pytest.raises(FileProblem, match="not a plain file"):
            store.import_(again, "/dev/zero")
        file.write_bytes(whole)
        store.import_(again, file)
        assert list(store.read(again)) == list(store.read(case))

    def test_an_export_under_load_is_a_whole_prefix(self, store, tmp_path):
        case = new_case()
        store.create(case)

        async def load():
            acknowledged = 0
            for number in range(60):
                wait = store.append(case, [b"%d" % (3 * number + k) for k in range(3)])
                if number % 10 == 5:
                    file = tmp_path / f"{number}.lines"
                    await asyncio.to_thread(store.export, case, file)
                    store.import_(other := new_case(), file)
                    lines = list(store.read(other))
                    assert lines == [b"%d" % k for k in range(len(lines))]
                    assert len(lines) >= acknowledged
                    assert len(lines) % 3 == 0
                await wait
                acknowledged += 3

        asyncio.run(load())


class Beside(RuleBasedStateMachine):
    """A store beside lists, whatever is done in whatever order; opened again in between."""

    cases = Bundle("cases")
    new_place = None

    def __init__(self):
        super().__init__()
        self.place = self.new_place()
        self.store = self.place.open()
        self.model = {}
        self.erased = []

    @rule(target=cases)
    def create(self):
        case = new_case()
        self.store.create(case)
        self.model[case] = []
        return case

    @rule(case=cases, lines=st.lists(st.binary(max_size=40), max_size=4))
    def append(self, case, lines):
        append(self.store, case, *lines)
        self.model[case] += lines

    @rule(some=st.lists(st.tuples(cases, st.binary(max_size=9)), max_size=12))
    def append_at_once(self, some):
        async def together():
            await asyncio.gather(*(self.store.append(case, [line]) for case, line in some))

        asyncio.run(together())
        for case, line in some:
            self.model[case].append(line)

    @rule(case=consumes(cases))
    def erase(self, case):
        self.store.erase(case)
        del self.model[case]
        self.erased.append(case)

    @rule()
    def open_again(self):
        self.store.close()
        self.store = self.place.open()

    @rule(case=cases)
    def read(self, case):
        assert list(self.store.read(case)) == self.model[case]

    @invariant()
    def holds_the_same_cases(self):
        assert self.store.cases() == tuple(sorted(self.model))
        for case in self.erased[-1:]:
            with pytest.raises(UnknownCase):
                self.store.read(case)

    def teardown(self):
        for case, lines in self.model.items():
            assert list(self.store.read(case)) == lines
        self.store.close()


def test_a_store_does_what_lists_do(new_place):
    beside = type("BesideOfThisKind", (Beside,), {"new_place": staticmethod(new_place)})
    run_state_machine_as_test(beside, settings=settings(max_examples=5, stateful_step_count=15, deadline=None))


def test_ids_are_random_and_fine():
    ids = {new_case() for _ in range(100)}
    assert len(ids) == 100
    assert all(checked_case(case) == case for case in ids)


@given(st.text(max_size=80))
def test_an_id_is_safe_as_a_file_name_or_refused(text):
    try:
        case = checked_case(text)
    except InvalidValue:
        return
    assert case.isascii()
    assert case.isalnum()
    assert case == case.lower()


def test_too_much_at_once_is_refused():
    line = b"x" * LONGEST_LINE
    assert checked_lines([line]) == (line,)
    with pytest.raises(InvalidValue, match=r"16,777,217 bytes; expected at most 16,777,216"):
        checked_lines([line + b"x"])
    with pytest.raises(InvalidValue, match="bytes at once"):
        checked_lines([line] * (LONGEST_APPEND // LONGEST_LINE + 1))
