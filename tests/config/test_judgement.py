"""What a choice means, in words that follow from its numbers."""

from lobby.config import judge
from tests.config.changes import changed


def test_the_demonstration_is_judged_in_these_words() -> None:
    assert judge(changed())[:6] == [
        "Of those who come later at most 3 can be called before any one ticket (2 on account `tier`, "
        "1 on account `care`), overrides apart.",
        "普通 (`ordinary`) counts from when it came, and passes nobody.",
        "交银理财 (`jiaoyin`) counts as having come 10 minutes earlier: it passes only tickets that came less than "
        "10 minutes before it (at vip_first counters any ticket), and any one ticket, together with `wode`, "
        "`booked`, at most 2 times.",
        "沃德 (`wode`) counts as having come 30 minutes earlier: it passes only tickets that came less than "
        "30 minutes before it (at vip_first counters any ticket), and any one ticket, together with `jiaoyin`, "
        "`booked`, at most 2 times.",
        "预约 (`booked`) counts as having come 20 minutes earlier: it passes only tickets that came less than "
        "20 minutes before it (at vip_first counters any ticket), and any one ticket, together with `jiaoyin`, "
        "`wode`, at most 2 times.",
        "需要照顾 (`care`) counts as having come 15 minutes earlier: it passes only tickets that came less than "
        "15 minutes before it, and any one ticket at most once.",
    ]


def test_caps_of_nothing_are_first_come_first_served() -> None:
    sentences = judge(changed(ACCOUNTS__TIER__CAP="0", ACCOUNTS__CARE__CAP="0"))

    assert sentences[0].startswith("First come, first served: every cap is 0")
    assert "Note: VIPs wait as long as everybody: the cap of account `tier` is 0." in sentences
    assert not any("at most" in sentence for sentence in sentences)


def test_one_cap_of_nothing_makes_its_classes_ordinary() -> None:
    sentences = judge(changed(ACCOUNTS__TIER__CAP="0"))

    assert "Note: 沃德 (`wode`) is called as if it were ordinary: the cap of its account `tier` is 0." in sentences
    assert (
        "Note: zhongshan: counter 6 is vip_first, which changes nothing: the cap of account `tier` is 0." in sentences
    )


def test_a_head_start_below_the_shortest_service_leaves_vips_waiting_like_everybody() -> None:
    said = "Note: `jiaoyin` has a head start of 5 minutes, less than the shortest service takes (6 minutes): "
    said += "VIPs wait about as long as everybody, but at vip_first counters."

    below = judge(changed(CLASSES__JIAOYIN__HEAD_START_MINUTES="5"))
    at = judge(changed(CLASSES__JIAOYIN__HEAD_START_MINUTES="6"))

    assert said in below
    assert not any("wait about as long as everybody" in sentence for sentence in at)


def test_without_a_vip_first_counter_the_note_makes_no_exception() -> None:
    sentences = judge(
        changed(CLASSES__JIAOYIN__HEAD_START_MINUTES="1", BRANCHES__ZHONGSHAN__COUNTERS__6__VIP_FIRST="false")
    )

    assert any(sentence.endswith("VIPs wait about as long as everybody.") for sentence in sentences)


def test_a_head_start_as_long_as_nearly_every_wait_leaves_only_the_cap() -> None:
    below = judge(changed(CLASSES__WODE__HEAD_START_MINUTES="49"))
    at = judge(changed(CLASSES__WODE__HEAD_START_MINUTES="50"))

    assert not any("only the cap protects" in sentence for sentence in below)
    assert any(sentence.startswith("Note: `wode` has a head start of 50 minutes") for sentence in at)


def test_caps_beyond_what_head_starts_alone_do_are_worth_little() -> None:
    at = judge(changed(ACCOUNTS__TIER__CAP="5"))
    above = judge(changed(ACCOUNTS__TIER__CAP="6"))

    assert not any("seldom bind" in sentence for sentence in at)
    assert any(sentence.startswith("Note: caps of 7 in all seldom bind") for sentence in above)


def test_tiers_with_one_head_start_are_treated_alike() -> None:
    sentences = judge(changed(CLASSES__WODE__HEAD_START_MINUTES="10"))

    assert "Note: the tiers `jiaoyin` and `wode` have the same head start: they are treated alike." in sentences


def test_an_account_that_nobody_draws_on_worsens_the_promise_for_nothing() -> None:
    sentences = judge(changed(CLASSES__CARE__ACCOUNT="tier"))

    assert any(sentence.startswith("Note: no class draws on account `care`") for sentence in sentences)


def test_a_tier_without_a_head_start_passes_others_only_at_vip_first_counters() -> None:
    sentences = judge(changed(CLASSES__WODE__HEAD_START_MINUTES="0", CLASSES__CARE__HEAD_START_MINUTES="0"))

    assert (
        "沃德 (`wode`) counts from when it came; it passes others only at vip_first counters, "
        "and any one ticket, together with `jiaoyin`, `booked`, at most 2 times."
    ) in sentences
    assert "Note: 需要照顾 (`care`) passes nobody, as its head start is 0." in sentences


def test_a_service_that_hangs_on_one_counter_is_noted_with_who_could_help() -> None:
    sentences = judge(changed(BRANCHES__ZHONGSHAN__COUNTERS__4__FLEXIBLE='["wealth"]'))

    assert (
        "Note: zhongshan: only counter 6 serves 理财基金 (`wealth`): while it is paused or closed nobody does, "
        "unless counter 4 is lent to it."
    ) in sentences
    assert (
        "Note: zhongshan: only counter 5 serves 对公业务 (`corporate`): while it is paused or closed nobody does."
    ) in sentences


def test_a_demonstration_says_that_it_is_one() -> None:
    assert any("this is a demonstration" in sentence for sentence in judge(changed()))
    assert not any("demonstration" in sentence for sentence in judge(changed(DEMO__ENABLED="false")))


def test_where_tiers_come_from_and_when_there_is_no_second_number_is_said() -> None:
    own = judge(changed())
    bank = judge(changed(DIRECTORY__SOURCE="http", DIRECTORY__URL="https://bank.example/tiers"))

    assert "Tiers come from the directory that `lobby directory import` fills; who is not in it is ordinary." in own
    assert (
        "Who shows the same card, ID card or phone again within 30 minutes gets no second number at a kiosk while the "
        "first is good; staff can give one."
    ) in own
    assert (
        "Tiers come from https://bank.example/tiers alone; who is not known there, or not within 300 milliseconds, "
        "is ordinary."
    ) in bank


def test_a_second_number_that_is_always_given_is_worth_a_note() -> None:
    sentences = judge(changed(DIRECTORY__ONE_NUMBER_MINUTES="0"))

    assert "Note: whoever has a number can take any number more, as directory.one_number_minutes is 0." in sentences
