"""The day that is drawn: its volume, shape and shares, and that a seed always gives the same one."""

from collections import Counter
from statistics import fmean, median

import pytest

from lobby.rehearsal import figures
from lobby.rehearsal.cards import read_cards
from lobby.rehearsal.customers import Customer
from lobby.rehearsal.day import Day, draw_day
from lobby.rehearsal.house import House
from lobby.rehearsal.settings import CannotPlay
from tests.rehearsal.houses import counter_for, house, services

CARDS = read_cards()
MANY = 50.0


def drawn(seed: int = 1, scale: float = 1.0, branch: House | None = None, minutes: float | None = None) -> Day:
    return draw_day(seed, scale, branch or house(), minutes, CARDS)


@pytest.fixture(scope="module")
def many() -> tuple[Customer, ...]:
    """Fifty days' customers in one."""
    return drawn(scale=MANY).customers


def share(customers: tuple[Customer, ...], service: str) -> float:
    personal = [one for one in customers if one.service != "corporate"]
    return sum(one.service == service for one in personal) / len(personal)


def test_the_same_seed_gives_the_same_day_and_another_seed_another() -> None:
    assert drawn(seed=7) == drawn(seed=7)
    assert drawn(seed=7).customers != drawn(seed=8).customers


def test_an_ordinary_day_has_180_personal_and_25_corporate_tickets() -> None:
    customers = drawn().customers

    corporate = sum(one.service == "corporate" for one in customers)

    assert (len(customers) - corporate, corporate) == (180, 25)


@pytest.mark.parametrize(("scale", "tickets"), [(0.0, 0), (0.1, 20), (2.0, 410)])
def test_the_scale_multiplies_the_number_of_customers(scale: float, tickets: int) -> None:
    assert len(drawn(scale=scale).customers) == tickets


def test_customers_come_in_order_and_while_the_branch_is_open(many: tuple[Customer, ...]) -> None:
    times = [one.comes_at for one in many]

    assert times == sorted(times)
    assert 0 <= times[0] < times[-1] < 480


def test_the_half_hours_have_the_weights_of_the_day(many: tuple[Customer, ...]) -> None:
    parts = Counter(int(one.comes_at // 30) for one in many)

    shares = [100 * parts[part] / len(many) for part in range(16)]

    assert shares == pytest.approx(figures.HALF_HOUR_WEIGHTS, abs=1.2)


def test_a_branch_with_other_hours_has_the_same_shape_over_its_own_day() -> None:
    short = house(hours={"opens_at": "08:30", "closes_at": "12:30"})

    customers = drawn(scale=MANY, branch=short).customers

    third = sum(30 <= one.comes_at < 45 for one in customers) / len(customers)
    assert customers[-1].comes_at < 240
    assert third == pytest.approx(0.11, abs=0.012)


@pytest.mark.parametrize("business", figures.PERSONAL_BUSINESS, ids=lambda one: sorted(one.words)[0])
def test_a_service_has_its_share_its_mean_and_its_spread(
    business: figures.Business, many: tuple[Customer, ...]
) -> None:
    [service] = [one.id for one in house().services if one.words & business.words and not one.corporate]
    minutes = [one.service_minutes for one in many if one.service == service]

    mean = fmean(minutes)

    variance = fmean((one - mean) ** 2 for one in minutes)
    assert share(many, service) == pytest.approx(business.share, abs=0.015)
    assert mean == pytest.approx(business.mean_minutes, rel=0.08)
    assert variance**0.5 / mean == pytest.approx(business.variation, rel=0.15)


def test_vips_and_care_have_their_shares_and_nobody_is_both(many: tuple[Customer, ...]) -> None:
    personal = [one for one in many if one.service != "corporate"]

    vips = sum(one.card is not None for one in personal) / len(personal)
    care = sum(one.care is not None for one in personal) / len(personal)

    assert vips == pytest.approx(0.12, abs=0.01)
    assert care == pytest.approx(0.06, abs=0.008)
    assert not [one for one in many if one.card and one.care]
    assert {one.care for one in many} == {None, "elderly", "ill"}


def test_companies_have_neither_card_nor_care(many: tuple[Customer, ...]) -> None:
    assert not [one for one in many if one.service == "corporate" and (one.card or one.care)]


def test_no_card_comes_twice_on_an_ordinary_day() -> None:
    cards = [one.card.number for one in drawn().customers if one.card]

    assert len(cards) == len(set(cards)) >= 12


def test_half_of_the_customers_have_a_patience_of_more_than_75_minutes(many: tuple[Customer, ...]) -> None:
    assert median(one.patience_minutes for one in many) == pytest.approx(75, rel=0.03)


def test_no_shows_grow_with_the_wait_and_are_eight_in_a_hundred_at_the_usual_one(many: tuple[Customer, ...]) -> None:
    def no_shows(waited_minutes: float) -> float:
        return sum(one.fails_to_come(waited_minutes) for one in many) / len(many)

    assert no_shows(22) == pytest.approx(0.08, abs=0.006)
    assert no_shows(0) < no_shows(22) < no_shows(60) < no_shows(500)
    assert no_shows(500) == pytest.approx(0.3, abs=0.012)


@pytest.mark.parametrize("seed", range(5))
def test_four_vips_come_within_ten_minutes_after_five_past_ten(seed: int) -> None:
    vips = [one for one in drawn(seed).customers if one.card and 65 <= one.comes_at <= 75]

    assert len(vips) >= 4


@pytest.mark.parametrize("seed", range(5))
def test_the_first_account_after_twenty_past_ten_takes_35_minutes_and_comes_when_called(seed: int) -> None:
    first = next(one for one in drawn(seed).customers if one.service == "account" and one.comes_at >= 80)

    assert first.service_minutes == 35
    assert not first.fails_to_come(500)


def test_the_first_minutes_of_a_day_are_the_beginning_of_the_whole_one() -> None:
    whole, hour = drawn(), drawn(minutes=60)

    assert hour.customers == tuple(one for one in whole.customers if one.comes_at < 60)
    assert (hour.minutes, hour.whole) == (60, False)
    assert (whole.minutes, whole.whole) == (480, True)
    assert drawn(minutes=480) == whole


def test_services_the_day_does_not_know_share_what_is_left_over() -> None:
    branch = house(services=services("cash", "coins", "gold"), counters=counter_for("cash", "coins", "gold"))

    customers = drawn(scale=MANY, branch=branch).customers

    assert share(customers, "cash") == pytest.approx(0.42, abs=0.015)
    assert share(customers, "coins") == pytest.approx(0.29, abs=0.015)
    assert fmean(one.service_minutes for one in customers if one.service == "gold") == pytest.approx(8, rel=0.05)


def test_nobody_comes_for_a_service_that_no_counter_serves() -> None:
    branch = house(services=services("cash", "gold"), counters=counter_for("cash"))

    assert {one.service for one in drawn(branch=branch).customers} == {"cash"}


def test_a_branch_where_nobody_could_be_served_is_not_played() -> None:
    with pytest.raises(CannotPlay, match="no counter of zhongshan serves anything"):
        drawn(branch=house(counters=[]))


def test_without_care_and_cards_everybody_is_ordinary() -> None:
    customers = draw_day(1, 1.0, house(care=[]), None, ()).customers

    assert {(one.card, one.care) for one in customers} == {(None, None)}


def test_the_demo_cards_are_sixty_and_thirty_of_16_to_19_digits_each_once() -> None:
    numbers = [card.number for card in CARDS]

    assert Counter(card.ticket_class for card in CARDS) == {"jiaoyin": 60, "wode": 30}
    assert len(set(numbers)) == 90
    assert all(number.isdigit() and 16 <= len(number) <= 19 and number.startswith("62000000") for number in numbers)
