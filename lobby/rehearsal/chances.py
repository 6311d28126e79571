"""How likely each deed is in a branch's day, and what belongs to it: one table. Who comes, and when, is in `figures`.

Shares are of the customers unless said otherwise. Of all these the note on an ordinary day has transfers and bookings
alone; the others are assumed, so that a double day meets every deed several times and stays a day that could be.
"""

# While they wait. The lobby manager sees to it, so many minutes after the number was taken.
BOOKED = 0.10
"""The day says 10%. Until a branch takes bookings, the manager grants the class on a booking made elsewhere."""

CARE_NOT_SAID = 0.01
"""Beside those who say so at the kiosk: the manager sees it and grants it."""

SENT_TO_MACHINE = 0.03
CHANGES_MIND = 0.015
GOES_OUT = 0.01
PUT_FIRST = 0.012
"""A train to catch, a complaint to be settled: an override."""

SEEN_TO_AFTER_MINUTES = (1.0, 6.0)

# At the counter, after a part of the minutes there.
TRANSFERRED = 0.03
"""The day says 3%."""

WRONG_KEY = 0.03
ONE_MORE = 0.06
PARKED = 0.04
SENT_TO_MACHINE_FROM_COUNTER = 0.02
PART_BEFORE = (0.2, 0.6)
"""Of the minutes at the counter, until it turns out."""

# At a machine.
ACCOMPANIED = 0.4
MACHINE_WORKS = 0.65
MACHINE_MINUTES = (2.0, 8.0)

# Parked. By itself the ticket waits again when the promise is due; the minutes promised are the reason's usual ones.
COMES_EARLY = 0.3

# After a missed call.
COMES_LATE = 0.6
LATE_MINUTES = ((3.0, 25.0), (35.0, 70.0))
"""One in two within the usual grace of half an hour, one in two after it."""

LATE_TO_MANAGER = 0.5
"""Of those who come late: the others say so on their phones."""

# At the kiosk.
SEVERAL_SLIPS = 0.10
SLIPS = (2, 6)
BY_MANAGER = 0.03
"""Does not get on with the kiosk, so that the manager takes the number for them."""

SHOWS_PHONE = 0.20
"""Types in a telephone number that no directory knows."""

ASKS_AGAIN = 0.08
"""Of those who have shown something: tries for a second number, some minutes after the first."""

ASKS_AGAIN_AFTER_MINUTES = (2.0, 10.0)
INSISTS = 0.3
"""Of those: has a second errand indeed, and is given a number by the manager."""

WALKS_UP = 0.03
"""As many come to a counter without a number, beside all others."""

# Those who work there. Shares of the deeds of that kind.
CALLED_BY_MISTAKE = 0.01
SLIP_OF_THE_HAND = 0.12
"""Of finishes that are a deed of their own, no-shows, parks, transfers and redirects: taken back at once."""

NOTICED_AFTER_SECONDS = (1.5, 4.0)
"""Within the ten in which it can be undone."""

BREAK = 0.6
"""Of counters, in the morning and in the afternoon: a pause for another reason than lunch."""

BREAK_MINUTES = (0.7, 1.3)
"""Times what such a pause usually takes."""

LENT = 0.5
"""Of counters that may be lent, in the morning and in the afternoon."""

LENT_MINUTES = (30.0, 60.0)

# What the lobby manager sees to beside people.
LOOKS_AFTER_MINUTES = 1.0
"""Between two looks at what is to be seen to."""

GOES = {"danger": 1.0, "warn": 0.6}
"""Of alerts, by how grave they are: where somebody waits too long the manager always goes."""

GOES_AFTER_MINUTES = {"danger": (0.5, 3.0), "warn": (1.0, 6.0)}

FORESEEN = 0.3
"""Of lunches and other pauses: they come to stand in the counter's plan of the day, which makes three or four a day."""

TOLD_BEFORE_MINUTES = (20.0, 90.0)
"""A meeting is announced, a shift is exchanged: so long before the pause."""
