"""The words of a ticket's story for staff: all of it, with the numbers of others and what was written as the reason.

For the customer there are other words, in `story_said`.
"""

from collections.abc import Callable, Mapping

from lobby.domain.branch import Branch, Text
from lobby.domain.dispatch import Rule
from lobby.domain.fact import Kind
from lobby.domain.reason import OTHER
from lobby.domain.recorded import instant_of
from lobby.domain.retold_call import RetoldCall
from lobby.domain.retold_policy import RetoldPolicy
from lobby.domain.story import Deed, Entry, InOrder, Passed, note_of
from lobby.domain.story_names import both, class_name, name_in, range_text, service_name, time_of, times

Written = Mapping[int, str | None]
"""What notes say, by their ids; None for one that has been erased."""

_REASONS = {
    "left": Text("不等了", "did not want to wait"),
    "too_long": Text("等得太久", "the wait was too long"),
    "done_elsewhere": Text("在别处办了", "done elsewhere"),
    "promise_due": Text("约定的时间到了", "the promised time had come"),
    "in_time": Text("过号以后及时回来", "came back in time after a missed call"),
    "machine_failed": Text("自助机没办成", "the machine failed"),
    "called_by_mistake": Text("叫错了", "called by mistake"),
    "unfinished": Text("业务没有办完", "the business was not finished"),
    "ready": Text("提前好了", "was ready before the promised time"),
    "care": Text("需要照顾", "needs care"),
}
"""Codes of reasons that no configuration names."""

_LEFT = {
    "cancelled": Text("退号。", "Gave the number up."),
    "gave_up": Text("过号以后没有再来，这一天结束。", "Did not come back after a missed call; the day ended."),
    "machine": Text("在自助机上办了。", "Was helped by the machine."),
    "day_closed": Text("这一天结束时还没有办到。", "The day ended before this ticket was served."),
}

_NAMES = {
    Kind.SERVICE_FINISHED: Text("办结", "finish"),
    Kind.TICKET_MISSED: Text("过号", "no-show"),
    Kind.TICKET_PARKED: Text("稍后再来", "park"),
    Kind.TICKET_TRANSFERRED: Text("转业务", "transfer"),
    Kind.TICKET_REDIRECTED: Text("转自助", "redirect"),
    Kind.SERVICE_RECLASSIFIED: Text("改业务或再办一项", "change of business"),
}
"""What can be undone."""


def staff_words(entry: Entry, branch: Branch, written: Written) -> Text:
    """All there is to say of this entry; `written` has the words of its note."""
    if isinstance(entry, InOrder):
        return Text(
            f"能办这项业务的窗口按次序叫了 {entry.count} 个更早的号。",
            f"Counters that serve this called {entry.count} earlier {_tickets(entry.count)} in order.",
        )
    words = _passed(entry, branch) if isinstance(entry, Passed) else _DEEDS[entry.fact.kind](entry, branch)
    return _with_reason(words, entry, branch, written)


def _tickets(count: int) -> str:
    return "ticket" if count == 1 else "tickets"


def _with_reason(words: Text, entry: Deed | Passed, branch: Branch, written: Written) -> Text:
    """The same, and why, if a reason was given."""
    reason = entry.call.reason if isinstance(entry, Passed) else entry.fact.detail.get("reason")
    if reason is None:
        return words
    why, note = _reason(str(reason), branch), note_of(entry)
    if note is not None:
        told = written.get(note)
        why = Text("写下的原因已经删除", "the written reason has been erased") if told is None else Text(told, told)
    elif reason == OTHER:
        return words
    return both(Text("{words}原因：{why}", "{words} Reason: {why}"), words=words, why=why)


def _reason(code: str, branch: Branch) -> Text:
    """Ours by their codes; else the branch's."""
    return _REASONS[code] if code in _REASONS else name_in(branch.park_reasons, code)


def _passed(entry: Passed, branch: Branch) -> Text:
    call, account, passes = entry.call, entry.account, entry.passes
    about = {"number": call.ticket, "name": class_name(branch, call.class_id), "counter": call.counter}
    if call.is_override:
        return both(
            Text(
                "{number}（{name}）由人工安排先叫到 {counter} 号窗口，人工安排的第 {count} 次，另计。",
                "{number} ({name}) was put first by a person, at counter {counter}: number {count} of these,"
                " counted apart.",
            ),
            count=passes.by_override,
            **about,
        )
    first = both(
        Text(
            "{number}（{name}）先叫到 {counter} 号窗口：{claim}。",
            "{number} ({name}) was called first, at counter {counter}: {claim}.",
        ),
        claim=_claim(call, entry.policy, branch),
        **about,
    )
    if account.cap is None:
        return first
    return both(
        Text(
            "{first}被超过第 {n} 次，最多 {k} 次；这一类 {used} 次，最多 {cap} 次。",
            "{first} Passed {n_times} of at most {k} in all; {used_times} of at most {cap} by this kind.",
        ),
        first=first,
        n=passes.by_rule,
        n_times=times(passes.by_rule),
        k=passes.of_at_most,
        used=account.used,
        used_times=times(account.used),
        cap=account.cap,
    )


def _claim(call: RetoldCall, policy: RetoldPolicy, branch: Branch) -> Text:
    """What put the called one before those it passed."""
    name, minutes = class_name(branch, call.class_id), round(policy.head_start_minutes(call.class_id))
    if call.rule == Rule.VIP_FIRST:
        return both(Text("这个窗口先叫{name}", "that counter calls {name} first"), name=name)
    earlier = Text(f"视为早到 {minutes} 分钟", f"it counts as {minutes} minutes earlier")
    if call.rule == Rule.CAP:
        return Text(f"更早的优先号到上限不能叫，{earlier.zh}", f"an earlier claim was at the cap, and {earlier.en}")
    return earlier


def _issued(deed: Deed, branch: Branch) -> Text:
    about = deed.fact.detail
    said = both(
        Text("取号：{service}，{name}。", "Took a number: {service}, {name}."),
        service=service_name(branch, about.get("service")),
        name=class_name(branch, about.get("class")),
    )
    if "ahead" in about:
        said = both(Text("{said}前面 {n} 人。", "{said} {n} ahead."), said=said, n=about["ahead"])
    if deed.shown is None:
        return said
    return both(
        Text("{said}票上写的是 {range}。", "{said} The ticket says {range}."), said=said, range=range_text(deed.shown)
    )


def _called(deed: Deed, branch: Branch) -> Text:
    call = deed.call
    if call is None:
        raise ValueError("a call is told with how it was made")
    to = Text(f"叫到 {call.counter} 号窗口：", f"Called to counter {call.counter}: ")
    why = both(Text("{to}{why}。", "{to}{why}."), to=to, why=_why(call, deed, branch))
    if not call.passed:
        return why
    return both(
        Text("{why}先于 {zh}。", "{why} Before {en}."), why=why, zh="、".join(call.passed), en=", ".join(call.passed)
    )


def _why(call: RetoldCall, deed: Deed, branch: Branch) -> Text:
    if call.rule == Rule.ONLY:
        return Text("只有这一位在等这个窗口能办的业务", "nobody else waited for what it serves")
    if call.rule == Rule.OLDEST:
        return Text("在这里能办的人里等得最久", "had waited longest of those it serves")
    if call.rule == Rule.WALK_UP:
        return Text("没有号就到了窗口，没有人在等", "came without a number while nobody waited")
    if call.is_override:
        return Text("人工安排先办", "chosen by a person")
    if call.passed:
        return _claim(call, deed.policy, branch)
    if call.rule == Rule.CAP and deed.at_cap:
        by_rule = deed.passes.by_rule
        return Text(
            f"已被优先号超过 {by_rule} 次，到上限，必须先叫",
            f"was passed by priority numbers {times(by_rule)}, the most allowed",
        )
    if call.rule == Rule.CAP:
        return Text("优先号不能再超过更早的号，所以叫这一位", "priority numbers may not pass earlier ones any more")
    return Text("按规则", "by the rule")


def _reclassified(deed: Deed, branch: Branch) -> Text:
    service = service_name(branch, deed.fact.detail.get("service"))
    if deed.fact.detail.get("errand"):
        return both(Text("再办一项：{service}，就在这里。", "One more errand here: {service}."), service=service)
    return both(Text("业务改为 {service}，就在这里办。", "The business is {service}, served here."), service=service)


def _transferred(deed: Deed, branch: Branch) -> Text:
    service = service_name(branch, deed.fact.detail.get("service"))
    if deed.fact.detail.get("errand"):
        return both(
            Text("再办一项：{service}，在原来的位置等。", "One more errand: {service}, waiting at the old place."),
            service=service,
        )
    return both(Text("转到 {service}，位置不变。", "Transferred to {service}, keeping the place."), service=service)


def _parked(deed: Deed, branch: Branch) -> Text:
    until = instant_of(deed.fact.detail.get("until"))
    if until is None:
        return Text("稍后再来，位置不变。", "To come later, keeping the place.")
    time = time_of(branch, until)
    return Text(f"稍后再来：约好 {time}，位置不变。", f"To come later: promised {time}, keeping the place.")


def _redirected(deed: Deed, branch: Branch) -> Text:
    machine = name_in(branch.machines, deed.fact.detail.get("machine"))
    if deed.fact.detail.get("accompanied"):
        return both(Text("转到 {machine}，有人陪同。", "Sent to {machine}, accompanied."), machine=machine)
    return both(Text("转到 {machine}。", "Sent to {machine}."), machine=machine)


def _granted(deed: Deed, branch: Branch) -> Text:
    name = class_name(branch, deed.fact.detail.get("class"))
    return both(Text("给予类别：{name}。", "Class given: {name}."), name=name)


def _undone(deed: Deed, branch: Branch) -> Text:
    what = None if deed.undone is None else _NAMES.get(deed.undone)
    if what is None:
        return Text("收回上一步。", "The last deed was undone.")
    return both(Text("收回：{what}。", "Undone: {what}."), what=what)


def _plain(words: Text) -> Callable[[Deed, Branch], Text]:
    return lambda deed, branch: words


def _left(deed: Deed, branch: Branch) -> Text:
    return _LEFT.get(str(deed.fact.detail.get("how")), Text("离开。", "Left."))


_DEEDS: Mapping[Kind, Callable[[Deed, Branch], Text]] = {
    Kind.TICKET_ISSUED: _issued,
    Kind.CLASS_GRANTED: _granted,
    Kind.SERVICE_RECLASSIFIED: _reclassified,
    Kind.TICKET_CALLED: _called,
    Kind.TICKET_RECALLED: _plain(Text("重呼。", "Called again.")),
    Kind.SERVICE_STARTED: _plain(Text("开始办理。", "Service began.")),
    Kind.SERVICE_FINISHED: _plain(Text("办结。", "Finished.")),
    Kind.TICKET_MISSED: _plain(Text("过号：叫了没有来。", "No-show: nobody came.")),
    Kind.TICKET_BACK_LATE: _plain(Text("过号太久才回来，从现在起重新排队。", "Back too late: queues from now on.")),
    Kind.TICKET_PARKED: _parked,
    Kind.TICKET_TRANSFERRED: _transferred,
    Kind.TICKET_REDIRECTED: _redirected,
    Kind.TICKET_RETURNED: _plain(Text("回到队里，还在原来的位置。", "Back in line at the old place.")),
    Kind.TICKET_LEFT: _left,
    Kind.DEED_UNDONE: _undone,
}
