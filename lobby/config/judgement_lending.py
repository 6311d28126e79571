"""What the lending of flexible counters means in words, for `lobby check`, and which counters could never be lent."""

from collections.abc import Iterator

from lobby.domain.branch import Branch, CounterPlan, LendingMeasure, LendingMode


def lending_sentences(branch: Branch, note: str) -> Iterator[str]:
    """When counters are lent and go back here; `note` begins what an administrator should think about."""
    flexible = [counter for counter in branch.counters.values() if counter.flexible]
    if not flexible or branch.lending.mode is LendingMode.OFF:
        return
    yield _thresholds(branch)
    for counter in flexible:
        yield from (f"{note}{sentence}" for sentence in _never(branch, counter))


def _thresholds(branch: Branch) -> str:
    rules = branch.lending
    who = (
        "a manager is advised to lend a flexible counter"
        if rules.mode is LendingMode.ADVISE
        else ("a flexible counter is lent by itself")
    )
    if rules.measure is LendingMeasure.WAITING:
        return (
            f"{who} when {rules.lend_at} wait for what it may take, a second one at {2 * rules.lend_at}; counted as if "
            f"it were not lent, it goes back at {rules.return_at}."
        )
    return (
        f"{who} when somebody who comes would wait {rules.lend_at} minutes for what it may take; "
        f"reckoned as if it were not lent, it goes back at {rules.return_at}."
    )


def _never(branch: Branch, counter: CounterPlan) -> Iterator[str]:
    for service in counter.services:
        least = branch.lending.minimum.get(service, 0)
        others = sum(service in one.services for one in branch.counters.values() if one.id != counter.id)
        if others < least:
            yield (
                f"counter {counter.id} is never lent: {branch.services[service].name.zh} (`{service}`) keeps {least}, "
                f"and only {others} other{'' if others == 1 else 's'} would be left."
            )
            return
