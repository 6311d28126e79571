"""The words of a ticket's story for its holder: fit to be read out, and to be read by whoever stands beside.

No number, class, tier or errand stands in them, the holder's own no more than another's (S04, S39), and no name.
"""

from collections.abc import Callable, Mapping

from lobby.domain.branch import Branch, Text
from lobby.domain.fact import Kind
from lobby.domain.recorded import instant_of
from lobby.domain.story import Deed, Entry, InOrder, Passed, Passes
from lobby.domain.story_names import both, range_text, time_of, times

_LEFT = {
    "cancelled": Text("您的号取消了。", "Your number was given up."),
    "gave_up": Text("叫过您的号，没有等到您。", "Your number was called, and you did not come."),
    "machine": Text("您在自助机上办了。", "You were helped by the machine."),
    "day_closed": Text("这一天结束时还没有办到，抱歉。", "The day ended before you were served: we are sorry."),
}
_RETURNED = {
    "promise_due": Text("约定的时间到了，您回到原来的位置。", "The promised time came: you are back at your place."),
    "in_time": Text("您回来了，还在原来的位置。", "You came back, and have your old place."),
    "machine_failed": Text(
        "自助机没办成，您回到原来的位置，不用重新取号。",
        "The machine could not do it: you are back at your place and need no new number.",
    ),
    "called_by_mistake": Text(
        "刚才叫错了，您还在原来的位置。", "You were called by mistake, and are back at your place."
    ),
    "unfinished": Text(
        "事情没有办完，您回到原来的位置，不用重新取号。",
        "It was not finished: you are back at your place and need no new number.",
    ),
    "ready": Text("您提前好了，回到原来的位置。", "You were ready early, and are back at your place."),
}


def said_to_customer(entry: Entry, branch: Branch) -> Text:
    """What concerns this customer of this entry."""
    if isinstance(entry, InOrder):
        if entry.count == 1:
            return Text("按次序叫了 1 个比您早的号。", "1 who came before you was called in order.")
        return Text(
            f"按次序叫了 {entry.count} 个比您早的号。", f"{entry.count} who came before you were called in order."
        )
    if isinstance(entry, Passed):
        return _passed(entry)
    return _DEEDS[entry.fact.kind](entry, branch)


def _passed(entry: Passed) -> Text:
    passes = entry.passes
    if entry.call.is_override:
        count = passes.by_override
        return Text(
            f"经理安排了一位先办，第 {count} 次，另计。",
            f"The manager arranged for somebody to go first, number {count} of these, counted apart.",
        )
    if entry.account.cap is None:
        return Text(
            f"后来的号先叫，第 {passes.by_rule} 个。", f"A later one was called first: number {passes.by_rule}."
        )
    return Text(
        f"后来的号先叫，第 {passes.by_rule} 个，最多 {passes.of_at_most} 个。",
        f"A later one was called first: number {passes.by_rule} of at most {passes.of_at_most}.",
    )


def _issued(deed: Deed, branch: Branch) -> Text:
    said, ahead = Text("您取了号。", "You took your number."), deed.fact.detail.get("ahead")
    if ahead == 0:
        said = Text("您取了号，前面没有人。", "You took your number; nobody was before you.")
    elif ahead is not None:
        said = Text(f"您取了号，前面有 {ahead} 人。", f"You took your number; {ahead} were before you.")
    if deed.shown is None:
        return said
    return both(
        Text("{said}票上写的是 {range}。", "{said} The ticket says {range}."), said=said, range=range_text(deed.shown)
    )


def _called(deed: Deed, branch: Branch) -> Text:
    turn = Text("轮到您了，请到 {counter} 号窗口。{passes}", "It is your turn, at counter {counter}. {passes}")
    if deed.call is not None and deed.call.is_override:
        turn = Text(
            "由经理安排，先请您到 {counter} 号窗口。{passes}",
            "As arranged by the manager, please come to counter {counter}. {passes}",
        )
    return both(turn, counter=deed.fact.counter, passes=_while_you_waited(deed.passes))


def _while_you_waited(passes: Passes) -> Text:
    """How often they were passed, as `explain` says it when they are called."""
    if passes.by_rule == 0:
        said = Text("没有后来的号在您前面叫过。", "Nobody who came later was called before you.")
    else:
        said = Text(
            f"您等候时被优先号超过 {passes.by_rule} 次，最多 {passes.of_at_most} 次。",
            f"While you waited, priority numbers were called before you {times(passes.by_rule)};"
            f" {passes.of_at_most} is the most.",
        )
    if passes.by_override == 0:
        return said
    return Text(
        f"{said.zh}另有 {passes.by_override} 次由经理安排先办。",
        f"{said.en} Besides, the manager arranged for somebody to go first {times(passes.by_override)}.",
    )


def _parked(deed: Deed, branch: Branch) -> Text:
    until = instant_of(deed.fact.detail.get("until"))
    if until is None:
        return Text("您稍后再来，位置保留。", "You come later; your place is kept.")
    time, reason = time_of(branch, until), branch.park_reasons.get(str(deed.fact.detail.get("reason")))
    if reason is None:
        return Text(f"约好 {time} 再叫您，位置保留。", f"You are called again at {time}; your place is kept.")
    return both(
        Text(
            "{reason}，约好 {time} 再叫您，位置保留。", "{reason}: you are called again at {time}; your place is kept."
        ),
        reason=reason.name,
        time=time,
    )


def _redirected(deed: Deed, branch: Branch) -> Text:
    if deed.fact.detail.get("accompanied"):
        return Text("有人陪您到自助机试一试，位置保留。", "Somebody goes with you to a machine; your place is kept.")
    return Text("请您到自助机试一试，位置保留。", "Please try a machine; your place is kept.")


def _moved(deed: Deed, branch: Branch) -> Text:
    if deed.fact.detail.get("errand"):
        return Text(
            "您还有一件事要办，不用重新取号，位置保留。", "One more thing to do: no new number, the same place."
        )
    return Text("您转到另一项业务，位置保留。", "You wait for another business; your place is kept.")


def _changed(deed: Deed, branch: Branch) -> Text:
    if deed.fact.detail.get("errand"):
        return Text("您还有一件事，就在这里接着办。", "You have one more thing to do, and are served on here.")
    return Text("业务改过来了，就在这里办。", "Your business was put right, and you are served here.")


def _returned(deed: Deed, branch: Branch) -> Text:
    return _RETURNED.get(str(deed.fact.detail.get("reason")), Text("您回到原来的位置。", "You are back at your place."))


def _left(deed: Deed, branch: Branch) -> Text:
    return _LEFT.get(str(deed.fact.detail.get("how")), Text("这张号已经结束。", "This number has ended."))


def _plain(zh: str, en: str) -> Callable[[Deed, Branch], Text]:
    return lambda deed, branch: Text(zh, en)


_DEEDS: Mapping[Kind, Callable[[Deed, Branch], Text]] = {
    Kind.TICKET_ISSUED: _issued,
    Kind.CLASS_GRANTED: _plain("您的登记更新了。", "What is noted of you was brought up to date."),
    Kind.SERVICE_RECLASSIFIED: _changed,
    Kind.TICKET_CALLED: _called,
    Kind.TICKET_RECALLED: _plain("又叫了您一次。", "You were called once more."),
    Kind.SERVICE_STARTED: _plain("开始给您办。", "You are being served."),
    Kind.SERVICE_FINISHED: _plain("办完了。", "It is done."),
    Kind.TICKET_MISSED: _plain(
        "叫到您时没有等到您。回来了请告诉我们，不用重新取号。",
        "You were called and did not come. Tell us when you are back: you need no new number.",
    ),
    Kind.TICKET_BACK_LATE: _plain(
        "您回来时已经过了很久，从那时起重新排队。", "You came back after a long time, and queue from then on."
    ),
    Kind.TICKET_PARKED: _parked,
    Kind.TICKET_TRANSFERRED: _moved,
    Kind.TICKET_REDIRECTED: _redirected,
    Kind.TICKET_RETURNED: _returned,
    Kind.TICKET_LEFT: _left,
    Kind.DEED_UNDONE: _plain(
        "上一步收回了，您的号和原来一样。", "The last step was taken back; your number is as before."
    ),
}
