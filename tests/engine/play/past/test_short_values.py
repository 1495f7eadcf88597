"""What is kept of a run are values: whoever holds one can be sure that nobody changes it."""

from dataclasses import FrozenInstanceError, fields

import pytest

from engine.play.past.branches import Branch
from engine.play.past.past import Past
from engine.play.recording.comparing import ColumnDifference, Comparison, RowDifference
from engine.play.recording.player import Difference, ReplayReport
from engine.play.running.state import SessionSnapshot

VALUES = [Branch, Past, ColumnDifference, Comparison, RowDifference, Difference, ReplayReport, SessionSnapshot]


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_does_not_change(kind: type):
    with pytest.raises(FrozenInstanceError):
        setattr(object.__new__(kind), fields(kind)[0].name, 1)
