"""The calibration of a branch in plain shapes, for the manager's page. Shares are of 1, errors minutes."""

from collections.abc import Sequence
from typing import Any

from lobby.domain.calibration import EXPECTED, FEW, Calibration, Score, coverage, summed
from lobby.domain.views import View


def calibration_view(calibration: Calibration) -> View:
    """All of it. `total` is None if no ticket is scored; kinds have those with most tickets first."""
    by_day = calibration.by_day
    kinds = {kind: _scores_view(days) for kind, days in calibration.by_kind.items()}
    return {
        "days": len(calibration.days),
        "from": min(calibration.days).isoformat() if calibration.days else None,
        "until": max(calibration.days).isoformat() if calibration.days else None,
        "expected": EXPECTED,
        "total": _scores_view(list(by_day.values())) if by_day else None,
        "by": [
            {"service": service, "class": class_id, **view}
            for (service, class_id), view in sorted(kinds.items(), key=lambda one: (-one[1]["tickets"], one[0]))
        ],
        "by_day": [{"day": day.isoformat(), **_scores_view([score])} for day, score in by_day.items()],
    }


def _scores_view(days: Sequence[Score]) -> dict[str, Any]:
    """Of at least one ticket. Without any that can be compared, both errors are None."""
    total, held = summed(days), coverage(days)
    return {
        "tickets": total.tickets,
        "is_few": total.tickets < FEW,
        "inside": round(held.share, 4),
        "inside_from": round(held.low, 4),
        "inside_to": round(held.high, 4),
        "shorter": round(total.shorter / total.tickets, 4),
        "longer": round(total.longer / total.tickets, 4),
        "as_printed": round(total.as_printed / total.tickets, 4),
        "compared": total.compared,
        "error_minutes": _mean(total.error, total.compared),
        "usual_error_minutes": _mean(total.usual_error, total.compared),
    }


def _mean(minutes: float, tickets: int) -> float | None:
    return round(minutes / tickets, 2) if tickets else None
