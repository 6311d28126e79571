"""What must hold between settings; each by itself is tested with the reading."""

from pathlib import Path

import pytest

from tests.config.changes import CONFIG, problems_in, refused, rewritten

HOURS = "BRANCHES__ZHONGSHAN__HOURS"
COUNTER = "BRANCHES__ZHONGSHAN__COUNTERS"
RENMIN_SERVICES = "BRANCHES__RENMIN__SERVICES"
OFFERED = '"cash", "transfer", "account", "loss", "other"'


@pytest.mark.parametrize(
    ("name", "value", "key", "allowed"),
    [
        ("DIRECTORY__SOURCE", "http", "directory.url", "the address of the bank's system"),
        ("CLASSES__WODE__ACCOUNT", "teir", "classes.wode.account", 'did you mean "tier"?'),
        ("CLASSES__WODE__ACCOUNT", "", "classes.wode.account", "an account, whose cap bounds this class"),
        ("CLASSES__ORDINARY__ACCOUNT", "tier", "classes.ordinary.account", "the class `ordinary` passes nobody"),
        ("CLASSES__ORDINARY__HEAD_START_MINUTES", "1", "classes.ordinary.head_start_minutes", "0: the class"),
        ("GROUPS__CASH__SERIES", "C", "groups.noncash.series", "a letter of its own; groups.cash has it too"),
        ("SERVICES__LOSS__GROUP", "no_cash", "services.loss.group", 'did you mean "noncash"?'),
        (RENMIN_SERVICES, f'[{OFFERED}, "gold"]', "branches.renmin.services[5]", "the id of a service of the bank"),
        (RENMIN_SERVICES, f'[{OFFERED}, "cash"]', "branches.renmin.services[5]", "in the list once"),
        (
            RENMIN_SERVICES,
            f'[{OFFERED}, "wealth"]',
            "branches.renmin.services[5]",
            "a service that some counter serves",
        ),
        (
            f"{COUNTER}__1__SERVICES",
            '["cash", "gold"]',
            "branches.zhongshan.counters.1.services[1]",
            "a service of this branch",
        ),
        (
            f"{COUNTER}__1__FLEXIBLE",
            '["gold"]',
            "branches.zhongshan.counters.1.flexible[0]",
            "a service of this branch",
        ),
        (f"{COUNTER}__1__FLEXIBLE", '["cash"]', "branches.zhongshan.counters.1.flexible[0]", "does not serve anyway"),
        (f"{COUNTER}__1__GROUP", "cahs", "branches.zhongshan.counters.1.group", 'did you mean "cash"?'),
        (
            f"{COUNTER}__1__GROUP",
            "corporate",
            "branches.zhongshan.counters.1.group",
            'that the counter serves: "cash", "noncash"',
        ),
        (f"{COUNTER}__2__PLACE", "1", "branches.zhongshan.counters.2.place", "counter 1 stands there too"),
        (
            "BRANCHES__ZHONGSHAN__SCREENS__HALL__COUNTERS",
            '["7"]',
            "branches.zhongshan.screens.hall.counters[0]",
            "a counter of this branch",
        ),
        (
            "BRANCHES__RENMIN__MACHINES__1__SERVICES",
            '["wealth"]',
            "branches.renmin.machines.1.services[0]",
            "a service of this branch",
        ),
        (
            f"{HOURS}__KIOSK_OPENS_AT",
            "09:01",
            "branches.zhongshan.hours.opens_at",
            "at or after kiosk_opens_at, which is 09:01",
        ),
        (
            f"{HOURS}__LAST_NUMBER_AT",
            "09:00",
            "branches.zhongshan.hours.last_number_at",
            "after opens_at, which is 09:00",
        ),
        (
            f"{HOURS}__LAST_NUMBER_AT",
            "17:01",
            "branches.zhongshan.hours.closes_at",
            "at or after last_number_at, which is 17:01",
        ),
        ("SERVER__SOCKETS_PER_ADDRESS", "193", "server.sockets_per_address", "at most 192: server.threads less 64"),
    ],
)
def test_settings_that_do_not_fit_together_are_refused(name: str, value: str, key: str, allowed: str) -> None:
    ((refused_key, _, said),) = refused(**{name: value})

    assert refused_key == key
    assert allowed in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (f"{HOURS}__KIOSK_OPENS_AT", "09:00"),
        (f"{HOURS}__LAST_NUMBER_AT", "09:01"),
        (f"{HOURS}__LAST_NUMBER_AT", "17:00"),
        ("CLASSES__WODE__HEAD_START_MINUTES", "0"),
        ("GROUPS__CASH__SERIES", "B"),
        (f"{COUNTER}__5__FLEXIBLE", "[]"),
    ],
)
def test_settings_that_just_fit_together_are_taken(name: str, value: str) -> None:
    assert refused(**{name: value}) == []


@pytest.mark.parametrize(
    "missing",
    ["classes.ordinary", "classes.care", "pause_reasons.other", "pause_reasons.no_answer", "park_reasons.other"],
)
def test_ids_that_the_program_uses_must_be_there(tmp_path: Path, missing: str) -> None:
    path = rewritten(tmp_path, (f"[{missing}]", f"[{missing}_renamed]"))

    assert any(problem.startswith(f"{path}: {missing} = (missing): ") for problem in problems_in(path))


def test_a_bank_without_grounds_for_care_needs_no_class_for_it(tmp_path: Path) -> None:
    text = CONFIG.read_text(encoding="utf-8")
    grounds = text[text.index("[care.elderly]") : text.index("[branches.zhongshan]")]
    care = text[text.index("[classes.care]") : text.index("# Groups of services")]

    path = rewritten(tmp_path, (grounds, "[care]\n"), (care, ""))

    assert problems_in(path) == []


def test_a_setting_that_is_refused_hides_no_problem_between_the_others() -> None:
    problems = refused(
        **{
            f"{COUNTER}__1__PLACE": "0",
            f"{COUNTER}__3__PLACE": "2",
            f"{COUNTER}__4__SERVICES": '["cahs"]',
            f"{HOURS}__OPENS_AT": "later",
            f"{HOURS}__CLOSES_AT": "16:00",
        }
    )

    assert [key for key, _, _ in problems] == [
        "branches.zhongshan.hours.opens_at",
        "branches.zhongshan.counters.1.place",
        "branches.zhongshan.hours.closes_at",
        "branches.zhongshan.counters.3.place",
        "branches.zhongshan.counters.4.services[0]",
    ]
