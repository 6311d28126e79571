"""Files become frozen values, or all of their problems at once."""

import pickle
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lobby.config import ConfigError, DirectorySettings, ServerSettings, read_config, round_the_clock
from lobby.domain.branch import (
    CallRules,
    CounterPlan,
    Group,
    Hours,
    Plan,
    RepeatRules,
    Screen,
    Service,
    Text,
    TicketClass,
    Voice,
)
from tests.config.changes import CONFIG, changed, problems_in, refused, rewritten

RENMIN = "\n# A small branch of the same bank"


def test_the_repository_describes_a_demonstration_bank_with_two_branches() -> None:
    config = changed()

    assert config.path == CONFIG
    assert config.demo
    assert list(config.branches) == ["zhongshan", "renmin"]


def test_the_server_settings_of_the_repository_are_those_of_one_process() -> None:
    config = changed()

    assert config.server == ServerSettings(
        database="sqlite:///var/lobby.db",
        bind="127.0.0.1:8000",
        public_url=None,
        threads=256,
        sockets_per_address=20,
        max_picture_gap=timedelta(milliseconds=500),
        secrets=Path("var/secrets"),
    )
    assert config.server.sockets == 192


def test_a_branch_has_what_the_bank_and_what_the_branch_decided() -> None:
    branch = changed().branches["zhongshan"]

    assert (branch.id, branch.bank, branch.name) == (
        "zhongshan",
        Text("示例银行", "Example Bank"),
        Text("中山路支行", "Zhongshan Road Branch"),
    )
    assert (branch.time_zone, branch.languages, branch.complaint_line) == (
        ZoneInfo("Asia/Shanghai"),
        ("zh", "en"),
        "95000",
    )
    assert list(branch.services) == ["cash", "transfer", "account", "loss", "wealth", "other", "corporate"]
    assert branch.services["cash"] == Service(
        id="cash",
        name=Text("现金业务", "Cash"),
        summary=Text("存款、取款、换零钱", "Pay in, draw out, change"),
        group="cash",
        documents=Text(
            "银行卡或存折；5 万元以上另带身份证", "Bank card or passbook; over 50,000 yuan also your ID card"
        ),
        standard=timedelta(minutes=6),
    )
    assert branch.groups["noncash"] == Group("noncash", Text("非现金业务", "Non-cash"), "C")
    assert branch.counters["6"] == CounterPlan(
        id="6",
        group="noncash",
        services=("account", "wealth"),
        flexible=("transfer", "loss", "other"),
        vip_first=True,
        place=6,
        week=(*[Plan(time(9), time(17))] * 6, None),
    )
    assert branch.screens["hall"] == Screen("hall", Text("大厅", "Main hall"), (), Voice.ZH_EN)
    assert branch.machines["3"].services == ("cash", "transfer")
    assert branch.pause_reasons["lunch"].typical == timedelta(minutes=45)
    assert list(branch.care) == ["elderly", "ill", "disabled", "pregnant", "infant"]
    assert branch.calls == CallRules(timedelta(seconds=60), timedelta(minutes=10), timedelta(minutes=30))
    assert branch.promises.wait == timedelta(minutes=20)
    assert branch.repeats == RepeatRules(one_number=timedelta(minutes=30), per_hour=4)


def test_the_directory_is_our_own_until_the_banks_is_meant() -> None:
    url = "https://bank.example/tiers"

    own = changed(DIRECTORY__URL=url).directory
    bank = changed(DIRECTORY__SOURCE="http", DIRECTORY__URL=url, DIRECTORY__TOKEN_FILE="var/bank-token").directory

    assert own == DirectorySettings(url=None, timeout=timedelta(milliseconds=300), token_file=None)
    assert bank == DirectorySettings(url, timedelta(milliseconds=300), Path("var/bank-token"))


def test_the_demonstration_promises_that_at_most_three_are_called_before_anybody() -> None:
    fairness = changed().branches["zhongshan"].fairness

    assert fairness.classes["wode"] == TicketClass("wode", Text("沃德", "Wode"), timedelta(minutes=30), "tier")
    assert fairness.classes["ordinary"].account is None
    assert fairness.caps == {"tier": 2, "care": 1}
    assert fairness.passed_by_at_most == 3


def test_hours_are_times_of_day_weekdays_and_closed_days() -> None:
    assert changed().branches["renmin"].hours == Hours(
        kiosk_opens_at=time(8, 45),
        opens_at=time(9),
        last_number_at=time(16, 15),
        closes_at=time(16, 30),
        weekdays=frozenset(range(5)),
        closed_days=frozenset({date(2026, 1, 1), date(2026, 2, 16), date(2026, 2, 17), date(2026, 10, 1)}),
        round_the_clock=False,
    )


def test_a_branch_has_only_the_groups_that_stand_at_its_services_or_counters() -> None:
    branch = changed().branches["renmin"]

    assert list(branch.groups) == ["cash", "noncash"]


def test_round_the_clock_changes_nothing_else() -> None:
    branch = changed().branches["renmin"]

    opened = round_the_clock(branch)

    assert opened.hours.round_the_clock
    assert replace(opened, hours=replace(opened.hours, round_the_clock=False)) == branch


def test_a_branch_survives_the_way_to_another_process() -> None:
    branch = changed().branches["zhongshan"]

    assert pickle.loads(pickle.dumps(branch)) == branch


def test_all_problems_of_a_file_are_told_at_once_each_with_what_is_allowed(tmp_path: Path) -> None:
    path = rewritten(
        tmp_path,
        ("threads = 256", 'threads = "many"'),
        ("min_call_seconds = 60\n", ""),
        ("[demo]", "[demo]\nenabld = true"),
        ('series = "E"', 'series = "I"'),
        ('services = ["wealth", "account"]', 'services = ["wealth", "acount"]'),
        ('last_number_at = "16:45"', 'last_number_at = "25:45"'),
    )

    problems = problems_in(path)

    assert problems == [
        f'{path}: server.threads = "many": a whole number from 72 to 4096',
        f'{path}: demo.enabld = true: a setting that exists, one of: enabled; did you mean "enabled"?',
        f"{path}: calls.min_call_seconds = (missing): a whole number from 5 to 600",
        f'{path}: groups.corporate.series = "I": one capital letter from A to Z without I, O and Q',
        f'{path}: branches.zhongshan.hours.last_number_at = "25:45": a time of day as "HH:MM", from "00:00" to "23:59"',
        f'{path}: branches.zhongshan.counters.6.services[1] = "acount": the id of a service of this branch: '
        '"cash", "transfer", "account", "loss", "wealth", "other", "corporate"; did you mean "account"?',
    ]


def test_an_empty_file_lacks_every_section(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")

    keys = [problem.split(": ")[1].removesuffix(" = (missing)") for problem in problems_in(path)]

    assert keys[:15] == [
        *("server", "demo", "staff", "bank", "calls", "promises", "directory", "alerts", "accounts", "classes"),
        *("groups", "services", "pause_reasons", "park_reasons", "care"),
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.toml"

    (problem,) = problems_in(path)

    assert problem.startswith(f'{path}: (file) = "{path}": a file that can be read')


def test_text_that_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    path = rewritten(tmp_path, ("threads = 256", "threads = many"))

    (problem,) = problems_in(path)

    assert ' = "threads = many": valid TOML; Invalid value' in problem


def test_a_branch_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    text = CONFIG.read_text(encoding="utf-8")
    bank, renmin = text.split(RENMIN)
    (tmp_path / "branches").mkdir()
    (tmp_path / "branches" / "renmin.toml").write_text(f"#{renmin}", encoding="utf-8")
    path = tmp_path / "config.toml"
    path.write_text(bank.replace("include = []", 'include = ["branches/renmin.toml"]'), encoding="utf-8")

    config = read_config(path, {})

    assert config.branches == changed().branches


def test_a_problem_in_an_included_file_names_that_file(tmp_path: Path) -> None:
    further = tmp_path / "further.toml"
    further.write_text('[pause_reasons.fire]\nname = { zh = "演习", en = "Drill" }\n', encoding="utf-8")
    path = rewritten(tmp_path, ("include = []", 'include = ["further.toml"]'))

    problems = problems_in(path)

    assert problems == [f"{further}: pause_reasons.fire.typical_minutes = (missing): a whole number from 1 to 240"]


def test_a_setting_written_in_two_files_names_both(tmp_path: Path) -> None:
    further = tmp_path / "further.toml"
    further.write_text("[server]\nthreads = 128\n", encoding="utf-8")
    path = rewritten(tmp_path, ("include = []", 'include = ["further.toml"]'))

    assert problems_in(path) == [f"{further}: server.threads = 128: written once; it is in {path} too"]


@pytest.mark.parametrize(
    ("include", "said"),
    [
        ('["config.toml"]', 'include[0] = "config.toml": each file once, and none that includes this one'),
        ('"further.toml"', 'include = "further.toml": a list of paths, relative to this file'),
        ('["nowhere.toml"]', 'nowhere.toml": a file that can be read, in UTF-8; [Errno 2]'),
    ],
)
def test_an_include_that_cannot_be_followed_is_told(tmp_path: Path, include: str, said: str) -> None:
    path = rewritten(tmp_path, ("include = []", f"include = {include}"))

    (problem,) = problems_in(path)

    assert problem.startswith(f"{path}: include")
    assert said in problem


def test_a_password_is_never_shown() -> None:
    (problem,) = refused(SERVER__DATABASE="postgresql://lobby:geheim@db/lobby?password=geheim")

    assert problem[1] == '"postgresql://lobby:***@db/lobby?password=***"'


def test_the_error_says_all_problems_one_a_line() -> None:
    with pytest.raises(ConfigError) as raised:
        changed(SERVER__THREADS="0", CALLS__READY_MINUTES="0")

    assert str(raised.value).splitlines() == [str(problem) for problem in raised.value.problems]
    assert len(raised.value.problems) == 2


def test_a_public_address_is_kept_without_a_slash_at_its_end() -> None:
    assert changed(SERVER__PUBLIC_URL="https://queue.bank.example/").server.public_url == "https://queue.bank.example"
