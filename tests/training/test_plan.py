"""A plan says by itself what a training does; torch is not needed for it."""

from __future__ import annotations

import subprocess
import sys

from mediant.training.plan import Plan, Step


def test_plans_are_values():
    assert Plan() == Plan(epochs=6, batch=4, dropout=0.1, seed=0)
    assert Plan(seed=1) != Plan()
    assert Step(1, 2, 0.5, (0.5,)).of == 2


def test_it_needs_no_torch():
    program = "import sys, mediant.training.plan, mediant.training.files; print('torch' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout == "False\n"
    )
