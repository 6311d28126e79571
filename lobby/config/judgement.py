"""What a configuration means in words, for `lobby check`: each sentence follows from the numbers alone.

Sentences that an administrator should think about begin with `NOTE`. Nothing here refuses anything.
"""

from collections.abc import Iterator
from datetime import timedelta

from lobby.config.judgement_lending import lending_sentences
from lobby.config.plan_judgement import too_few_planned
from lobby.config.values import Config, DirectorySettings
from lobby.domain.branch import ORDINARY, TIER_ACCOUNT, Branch, CounterPlan, Fairness, TicketClass

NOTE = "Note: "

SELDOM_BINDING = 6
"""The most passes one ticket suffered under head starts without any cap (200 simulated days of the demo branch)."""

LONG_HEAD_START = timedelta(minutes=50)
"""As long as nine of ten ordinary waits on the demo day (49 min, 300 simulated days, first come, first served)."""


def judge(config: Config) -> list[str]:
    """Sentences in plain English: who may pass whom and how often, then each branch, then the demonstration."""
    branches = list(config.branches.values())
    sentences = [*_fairness(branches[0].fairness), *_head_starts(branches), *_calls(branches[0])]
    sentences += [_tiers(config.directory), _second_numbers(branches[0])]
    for branch in branches:
        about = [*_hours(branch), *_vip_first(branch), *_cover(branch)]
        about += [NOTE + sentence for sentence in too_few_planned(branch)]
        about += lending_sentences(branch, NOTE)
        sentences += [_of(branch, sentence) for sentence in about]
    if config.demo:
        sentences.append(
            f"{NOTE}this is a demonstration: `lobby serve --clock` is allowed, and on the real clock every branch "
            "is open round the clock. Set demo.enabled = false for a real branch."
        )
    return sentences


def _of(branch: Branch, sentence: str) -> str:
    note = NOTE if sentence.startswith(NOTE) else ""
    return f"{note}{branch.id}: {sentence.removeprefix(NOTE)}"


def _fairness(fairness: Fairness) -> Iterator[str]:
    """The bound, and what each class may do within it (sections I5 and I7 of the rule: head starts under caps)."""
    most = fairness.passed_by_at_most
    if most == 0:
        yield (
            "First come, first served: every cap is 0, so nobody who comes later is called before any one ticket, "
            "and head starts and vip_first counters change nothing."
        )
        return
    parts = ", ".join(f"{cap} on account `{account}`" for account, cap in fairness.caps.items())
    yield f"Of those who come later at most {most} can be called before any one ticket ({parts}), overrides apart."
    for account in fairness.caps:
        if not _classes_on(fairness, account) and fairness.caps[account] > 0:
            yield (
                f"{NOTE}no class draws on account `{account}`, so its cap only makes the promise printed on every "
                f"ticket worse by {fairness.caps[account]}."
            )
    yield from (_class(fairness, one) for one in fairness.classes.values())
    if most > SELDOM_BINDING:
        yield (
            f"{NOTE}caps of {most} in all seldom bind: on simulated days head starts alone passed no ticket more "
            f"than {SELDOM_BINDING} times. The promise to ordinary customers is worth little."
        )


def _class(fairness: Fairness, one: TicketClass) -> str:
    who = f"{one.name.zh} (`{one.id}`)"
    if one.account is None:
        return f"{who} counts from when it came, and passes nobody."
    cap = fairness.caps[one.account]
    if cap == 0:
        return f"{NOTE}{who} is called as if it were ordinary: the cap of its account `{one.account}` is 0."
    if not one.head_start and one.account != TIER_ACCOUNT:
        return f"{NOTE}{who} passes nobody, as its head start is 0."
    if not one.head_start:
        return f"{who} counts from when it came; it passes others only at vip_first counters, {_often(fairness, one)}."
    return (
        f"{who} counts as having come {_minutes(one.head_start)} earlier: it passes only tickets that came less than "
        f"{_minutes(one.head_start)} before it{_except_vip_first(one)}, {_often(fairness, one)}."
    )


def _often(fairness: Fairness, one: TicketClass) -> str:
    """How often one ticket may be passed by this class and those that share its account."""
    account = one.account or ""
    others = [other.id for other in _classes_on(fairness, account) if other.id != one.id]
    together = f", together with {', '.join(f'`{other}`' for other in others)}," if others else ""
    cap = fairness.caps[account]
    return f"and any one ticket{together} at most {'once' if cap == 1 else f'{cap} times'}"


def _except_vip_first(one: TicketClass) -> str:
    return " (at vip_first counters any ticket)" if one.account == TIER_ACCOUNT else ""


def _head_starts(branches: list[Branch]) -> Iterator[str]:
    """Head starts that say less, or more, than they seem to."""
    fairness = branches[0].fairness
    shortest = min(service.standard for branch in branches for service in branch.services.values())
    has_vip_first = any(counter.vip_first for branch in branches for counter in branch.counters.values())
    tiers = _classes_on(fairness, TIER_ACCOUNT)
    if tiers and fairness.caps[TIER_ACCOUNT] == 0:
        yield f"{NOTE}VIPs wait as long as everybody: the cap of account `{TIER_ACCOUNT}` is 0."
    for one in fairness.classes.values():
        if one.account is None or fairness.caps[one.account] == 0 or not one.head_start:
            continue
        if one.head_start < shortest:
            whom = "VIPs" if one.account == TIER_ACCOUNT else "its customers"
            but = ", but at vip_first counters" if one.account == TIER_ACCOUNT and has_vip_first else ""
            yield (
                f"{NOTE}`{one.id}` has a head start of {_minutes(one.head_start)}, less than the shortest service "
                f"takes ({_minutes(shortest)}): {whom} wait about as long as everybody{but}."
            )
        if one.head_start >= LONG_HEAD_START:
            yield (
                f"{NOTE}`{one.id}` has a head start of {_minutes(one.head_start)}, as long as nine of ten ordinary "
                "waits on a simulated day, or longer: it is nearly always first, and only the cap protects the others."
            )
    for position, one in enumerate(tiers):
        for other in tiers[:position]:
            if one.head_start == other.head_start:
                yield f"{NOTE}the tiers `{other.id}` and `{one.id}` have the same head start: they are treated alike."


def _calls(branch: Branch) -> Iterator[str]:
    calls = branch.calls
    yield (
        f"A called number is given at least {round(calls.min_call.total_seconds())} seconds and one more call before "
        f"it counts as missed; who comes back within {_minutes(calls.late_grace)} keeps the place, "
        "who comes later counts from coming back."
    )
    yield f"A counter that waits for a customer without calling is paused after {_minutes(calls.ready)}."


def _tiers(directory: DirectorySettings) -> str:
    if directory.url is None:
        return "Tiers come from the directory that `lobby directory import` fills; who is not in it is ordinary."
    milliseconds = round(directory.timeout.total_seconds() * 1000)
    return (
        f"Tiers come from {directory.url} alone; who is not known there, or not within {milliseconds} milliseconds, "
        "is ordinary."
    )


def _second_numbers(branch: Branch) -> str:
    if not branch.repeats.one_number:
        return f"{NOTE}whoever has a number can take any number more, as directory.one_number_minutes is 0."
    return (
        f"Who shows the same card, ID card or phone again within {_minutes(branch.repeats.one_number)} gets no second "
        "number at a kiosk while the first is good; staff can give one."
    )


def _hours(branch: Branch) -> Iterator[str]:
    hours = branch.hours
    yield (
        f"numbers are given from {hours.kiosk_opens_at:%H:%M} to {hours.last_number_at:%H:%M}, counters serve from "
        f"{hours.opens_at:%H:%M} to {hours.closes_at:%H:%M}, {branch.time_zone.key} time, "
        f"on {len(hours.weekdays)} days a week."
    )


def _vip_first(branch: Branch) -> Iterator[str]:
    fairness = branch.fairness
    counters = [counter.id for counter in branch.counters.values() if counter.vip_first]
    tiers = _classes_on(fairness, TIER_ACCOUNT)
    if not counters or fairness.passed_by_at_most == 0:
        return
    where = f"{_counters(counters)} {'is' if len(counters) == 1 else 'are'} vip_first"
    if not tiers or fairness.caps[TIER_ACCOUNT] == 0:
        why = f"the cap of account `{TIER_ACCOUNT}` is 0" if tiers else f"no class draws on account `{TIER_ACCOUNT}`"
        yield f"{NOTE}{where}, which changes nothing: {why}."
        return
    names = ", ".join(f"`{one.id}`" for one in tiers)
    yield f"{where}: there {names} come first whatever their head start, within the same caps."


def _cover(branch: Branch) -> Iterator[str]:
    """Services that hang on one counter."""
    for service in branch.services.values():
        serving = [counter for counter in branch.counters.values() if service.id in counter.services]
        if len(serving) == 1:
            yield (
                f"{NOTE}only counter {serving[0].id} serves {service.name.zh} (`{service.id}`): "
                f"while it is paused or closed nobody does{_unless_lent(branch, service.id, serving[0])}."
            )


def _unless_lent(branch: Branch, service: str, but: CounterPlan) -> str:
    lendable = [one.id for one in branch.counters.values() if service in one.flexible and one.id != but.id]
    return f", unless {_counters(lendable, ' or ')} is lent to it" if lendable else ""


def _classes_on(fairness: Fairness, account: str) -> list[TicketClass]:
    return [one for one in fairness.classes.values() if one.account == account and one.id != ORDINARY]


def _counters(ids: list[str], joined: str = " and ") -> str:
    return f"counter{'s' if len(ids) > 1 and joined == ' and ' else ''} {joined.join(ids)}"


def _minutes(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
