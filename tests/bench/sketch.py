"""Box 1, two credits and zorgtoeslag of 2026 as one would jot them down in NumPy: floats, no rounding, no rules of
their own, one person. What the engine's exactness and completeness cost is measured against this."""

import numpy as np

INCOMES = np.linspace(0, 66_000, 41)


def sketch(incomes: np.ndarray) -> np.ndarray:
    """Disposable income of a year, shape (hours,)."""
    tax = (
        0.3575 * np.minimum(incomes, 38_883)
        + 0.3756 * np.clip(incomes - 38_883, 0, 78_426 - 38_883)
        + 0.495 * np.maximum(incomes - 78_426, 0)
    )
    general = np.clip(3_115 - 0.06398 * np.maximum(incomes - 29_736, 0), 0, None)
    work = (
        np.minimum(0.08324 * incomes, 996)
        + np.clip(0.31009 * (incomes - 11_965), 0, 5_300 - 996)
        + np.clip(0.0195 * (incomes - 25_845), 0, 5_685 - 5_300)
        - 0.0651 * np.maximum(incomes - 45_592, 0)
    )
    care = np.maximum(2_119 - 0.01912 * 29_736 - 0.1373 * np.maximum(incomes - 29_736, 0), 0)
    return incomes - np.maximum(tax - general - np.maximum(work, 0), 0) + care
