"""The names that a panel's view may use of the window, besides Qt's own widgets."""

from editor.tr import tr
from editor.ui.dialogs.name_question import NameQuestion
from editor.ui.fields.flow import FlowLayout
from editor.ui.fields.number import NumberField, NumberFormat
from editor.ui.kit.attention import Attention
from editor.ui.kit.box import Box, column, fixed_height, fixed_width, horizontal_line, row, side_line, vertical_line
from editor.ui.kit.buttons import ToolButton, explain, push_button, tool_button
from editor.ui.kit.chart import Chart
from editor.ui.kit.chart_course import Change, CourseChart, CoursePicture, span_of
from editor.ui.kit.chart_rows import RowsChart
from editor.ui.kit.choice_box import ChoiceBox
from editor.ui.kit.contrast import ink_on
from editor.ui.kit.empty import EmptyState
from editor.ui.kit.focus_ring import paint_focus_ring
from editor.ui.kit.labels import ElidedLabel, IconLabel, icon_label, label, restyle, ring_for_keyboard
from editor.ui.kit.line_edit import LineEdit
from editor.ui.kit.popup import SEPARATOR, Entry, menu_below, open_menu
from editor.ui.kit.scrolled import scrolled
from editor.ui.kit.views import RowDelegate, Table, Tree
from editor.ui.rooms.search import SearchField, nothing_found
from editor.ui.rooms.table import Cell, Column, RowsModel
from editor.ui.services import GOES_WITH_PLAY, Ui
from editor.ui.theme.look import Look, look

__all__ = [
    "GOES_WITH_PLAY",
    "SEPARATOR",
    "Attention",
    "Box",
    "Cell",
    "Change",
    "Chart",
    "ChoiceBox",
    "Column",
    "CourseChart",
    "CoursePicture",
    "ElidedLabel",
    "EmptyState",
    "Entry",
    "FlowLayout",
    "IconLabel",
    "LineEdit",
    "Look",
    "NameQuestion",
    "NumberField",
    "NumberFormat",
    "RowDelegate",
    "RowsChart",
    "RowsModel",
    "SearchField",
    "Table",
    "ToolButton",
    "Tree",
    "Ui",
    "column",
    "explain",
    "fixed_height",
    "fixed_width",
    "horizontal_line",
    "icon_label",
    "ink_on",
    "label",
    "look",
    "menu_below",
    "nothing_found",
    "open_menu",
    "paint_focus_ring",
    "push_button",
    "restyle",
    "ring_for_keyboard",
    "row",
    "scrolled",
    "side_line",
    "span_of",
    "tool_button",
    "tr",
    "vertical_line",
]
