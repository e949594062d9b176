"""A linear or integer model over types, kept between solves so that each starts from the last basis.

One thread, fixed seed, no time limit: the same calls give the same answers. Read `is_optimal` before any value.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from passeurs.fairness.lottery.pool import Floats

INFINITY = highspy.kHighsInf
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64] | Floats


# Integer programs solved to the end.
EXACT: dict[str, float] = {"mip_rel_gap": 0.0}


@dataclass(frozen=True)
class Solution:
    """What a solve found. `bound` is proved by the branch and bound; `reduced` and `row_duals` are of the LP."""

    is_optimal: bool
    is_infeasible: bool
    values: Floats
    reduced: Floats
    row_duals: Floats
    objective: float
    bound: float


class Model:
    """Maximise costs·v, with lower ≤ matrix·v ≤ upper (rows) and bounds on v (columns)."""

    def __init__(
        self,
        matrix: Numbers,
        rows: tuple[Numbers, Numbers],
        columns: tuple[Numbers, Numbers],
        integer: Flags | bool = False,
        options: dict[str, float] | None = None,
    ) -> None:
        self.shape = matrix.shape
        height, width = self.shape
        self.solver = highspy.Highs()
        for name, value in {"output_flag": False, "threads": 1, "random_seed": 0, **(options or {})}.items():
            self.solver.setOptionValue(name, value)
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = height, width
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.zeros(width)
        lp.row_lower_, lp.row_upper_ = (np.asarray(side, dtype=float) for side in rows)
        lp.col_lower_, lp.col_upper_ = (np.asarray(side, dtype=float) for side in columns)
        column, row = np.nonzero(matrix.T)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.searchsorted(column, np.arange(width + 1)).astype(np.int32)
        lp.a_matrix_.index_ = row.astype(np.int32)
        lp.a_matrix_.value_ = matrix.T[column, row].astype(float)
        if np.any(integer):
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[int(one)] for one in np.broadcast_to(integer, width)]
        self.solver.passModel(lp)

    def set_columns(self, lower: Numbers, upper: Numbers) -> None:
        """New bounds of every column."""
        width = self.shape[1]
        self.solver.changeColsBounds(width, np.arange(width, dtype=np.int32), lower.astype(float), upper.astype(float))

    def set_rows(self, lower: Numbers, upper: Numbers) -> None:
        """New bounds of the rows the model was made with."""
        height = self.shape[0]
        rows = np.arange(height, dtype=np.int32)
        self.solver.changeRowsBounds(height, rows, lower.astype(float), upper.astype(float))  # type: ignore[attr-defined]

    def set_costs(self, costs: Numbers) -> None:
        """A new objective."""
        width = self.shape[1]
        self.solver.changeColsCost(width, np.arange(width, dtype=np.int32), costs.astype(float))

    def set_coefficient(self, row: int, column: int, value: float) -> None:
        """One cell of the matrix."""
        self.solver.changeCoeff(row, column, value)

    def set_row(self, row: int, lower: float, upper: float) -> None:
        """The bounds of one row, added ones included."""
        self.solver.changeRowBounds(row, lower, upper)

    def add_row(self, lower: float, upper: float, cells: dict[int, float]) -> int:
        """Add a row of (column, value) cells; return its number."""
        indices = np.array(list(cells), dtype=np.int32)
        self.solver.addRow(lower, upper, len(cells), indices, np.array(list(cells.values()), dtype=float))
        return int(self.solver.getNumRow()) - 1

    def add_column(self, cells: Numbers) -> None:
        """Add a column without cost, from 0 up."""
        at = np.nonzero(cells)[0].astype(np.int32)
        self.solver.addCol(0.0, 0.0, INFINITY, len(at), at, cells[at].astype(float))

    def start_cold(self) -> None:
        """Forget the last basis."""
        self.solver.clearSolver()

    def solve(self) -> Solution:
        """Solve from the last basis."""
        self.solver.run()
        status = self.solver.getModelStatus()
        info, found = self.solver.getInfo(), self.solver.getSolution()
        never = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
        return Solution(
            is_optimal=status == highspy.HighsModelStatus.kOptimal,
            is_infeasible=status in never,
            values=np.array(found.col_value),
            reduced=np.array(found.col_dual),
            row_duals=np.array(found.row_dual),
            objective=info.objective_function_value,
            bound=info.mip_dual_bound,
        )
