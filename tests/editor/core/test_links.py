"""Links are made together and end together."""

from psygnal import Signal

from editor.core.links import Links


class Bell:
    """Something that can be followed."""

    rung = Signal(int)
    broken = Signal()


def test_each_slot_hears_its_own_signal_until_all_end():
    bell, heard = Bell(), []

    def fell() -> None:
        heard.append("broken")

    links = Links((bell.rung, heard.append), (bell.broken, fell))
    bell.rung.emit(1)
    bell.broken.emit()
    links.close()
    bell.rung.emit(2)
    bell.broken.emit()

    assert heard == [1, "broken"]
