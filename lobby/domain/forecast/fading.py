"""Slow forgetting of what is counted: each business day takes a little of it."""

FADES = 0.5 ** (1 / 60)
"""What a business day leaves of what is counted: half is forgotten in 60 days, about three months."""


def faded(count: float, leaves: float = FADES) -> float:
    """The count after a day, rounded, so that what is kept between days is short and comes back exactly."""
    return round(count * leaves, 4)
