"""Linear programs, mixed-integer where asked, solved by HiGHS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mediant.analysis.unknowns import Floats


@dataclass(slots=True)
class Program:
    """A program being written down: columns with bounds, rows with bounds, one column to be maximised."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)

    def column(self, low: float, high: float, *, whole: bool = False) -> int:
        """The position of a new column."""
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        return len(self.low) - 1

    def at_least(self, row: dict[int, float], low: float) -> None:
        """Adds row · columns >= low."""
        self.rows.append((row, low, np.inf))

    def equal(self, row: dict[int, float], number: float) -> None:
        """Adds row · columns == number."""
        self.rows.append((row, number, number))

    def maximum(self, goal: dict[int, float]) -> Floats | None:
        """(columns,) where goal · columns is greatest, or None where the rows cannot all hold."""
        import highspy

        solver = _silent()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
        solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
        solver.passModel(self._model(goal))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(solver.getSolution().col_value)

    def _model(self, goal: dict[int, float]) -> object:
        import highspy

        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.low), len(self.rows)
        model.col_cost_ = np.array([goal.get(column, 0.0) for column in range(len(self.low))])
        model.col_lower_, model.col_upper_ = np.array(self.low), np.array(self.high)
        model.row_lower_ = np.array([low for _, low, _ in self.rows])
        model.row_upper_ = np.array([high for _, _, high in self.rows])
        model.sense_ = highspy.ObjSense.kMaximize
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row, _, _ in self.rows)])
        model.a_matrix_.index_ = np.array([column for row, _, _ in self.rows for column in row], dtype=np.int32)
        model.a_matrix_.value_ = np.array([number for row, _, _ in self.rows for number in row.values()])
        if any(self.whole):
            kinds = highspy.HighsVarType
            model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        return model


def _silent() -> Any:
    """A solver that writes nothing: HiGHS 1.16 prints a line as soon as it calls back, so it is hushed before."""
    import highspy

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> Any:  # noqa: N802 - their name
            self.silent()
            return super().enableCallbacks()  # type: ignore[no-untyped-call]

    solver: Any = Silent()  # type: ignore[no-untyped-call]
    solver.silent()  # before 1.16 nothing is called back when it is made
    return solver


def smallest_hitting(sets: Sequence[set[int]]) -> set[int]:
    """A smallest set that has a member in common with every one of the sets."""
    members = sorted(set().union(*sets))
    program = Program()
    columns = {member: program.column(0.0, 1.0, whole=True) for member in members}
    for each in sets:
        program.at_least({columns[member]: 1.0 for member in sorted(each)}, 1.0)
    found = program.maximum(dict.fromkeys(columns.values(), -1.0)) if sets else None
    return set() if found is None else {member for member, column in columns.items() if found[column] > 0.5}
