"""Those who are aside, as the tablet shows them."""

from datetime import timedelta

from lobby.domain import calls
from lobby.domain.tablet_aside import aside_rows
from lobby.domain.views import instant_view
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch
from tests.domain.scene import Scene


def test_whose_time_comes_first_stands_first_then_those_at_machines_then_those_missed() -> None:
    scene = Scene(branch(machines={"m1": ("cash",)}))
    scene.opens("1")
    missed, at_machine, later, sooner = (scene.issues() for _ in range(4))
    scene.next("1")
    scene.at("1", calls.recall)
    scene.passes(minutes=1)
    scene.at("1", calls.no_show)
    scene.sends_to("m1", at_machine)
    scene.parks(later, minutes=20)
    scene.parks(sooner, minutes=10)
    scene.issues()

    rows = aside_rows(scene.hall)

    assert [(row["number"], row["state"]) for row in rows] == [
        (sooner, "parked"),
        (later, "parked"),
        (at_machine, "redirected"),
        (missed, "missed"),
    ]
    assert rows[0]["aside"]["until"] == instant_view(MONDAY_TEN + timedelta(minutes=11))
    assert (rows[2]["aside"]["machine"], rows[3]["aside"]["since"]) == (
        "m1",
        instant_view(MONDAY_TEN + timedelta(minutes=1)),
    )
