"""A thread that hangs is seen, and every stack is written down."""

import threading

from editor.soak.hang_watch import HangWatch


def test_it_tells_of_a_hang_once_and_writes_who_hangs_where(tmp_path):
    told, seen = [], threading.Event()

    def hung(seconds):
        told.append(seconds)
        seen.set()

    watch = HangWatch(tmp_path / "stacks", limit_s=0.3, hung=hung)
    watch.beat()
    assert seen.wait(10.0), "nobody told of it"
    watch.close()
    assert len(told) == 1
    assert told[0] >= 0.3
    assert "test_it_tells_of_a_hang_once" in (tmp_path / "stacks").read_text()


def test_nothing_is_due_before_the_first_frame_or_in_a_pause(tmp_path):
    told = []
    watch = HangWatch(tmp_path / "stacks", limit_s=0.0, hung=told.append)
    watch.pause()
    watch.close()
    assert told == []
    assert not (tmp_path / "stacks").exists()
