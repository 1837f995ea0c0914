"""What dies is started again, at once the first time and then with patience."""

import sys
import time

from newsreader.supervisor import Child, Supervisor


def run_for(seconds: float, child: Child) -> None:
    supervisor = Supervisor([child])
    end = time.monotonic() + seconds

    def tick() -> None:
        supervisor.stopping = time.monotonic() > end

    supervisor.run(on_tick=tick)


def test_a_command_that_keeps_dying_is_tried_less_and_less_often() -> None:
    child = Child("brief", [sys.executable, "-c", "pass"])
    run_for(2.0, child)
    assert 2 <= child.deaths <= 3


def test_what_runs_is_left_alone_and_stopped_at_the_end() -> None:
    child = Child("steady", [sys.executable, "-c", "import time; time.sleep(60)"])
    run_for(0.5, child)
    assert child.deaths == 0
    assert child.process is not None
    assert child.process.wait(timeout=1) != 0
