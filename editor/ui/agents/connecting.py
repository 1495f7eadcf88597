"""How a client connects: address, token, and a ready line; copied whole, shown without the token."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from editor.core.agents.connecting import HIDDEN
from editor.core.agents.service import Agents
from editor.tr import tr
from editor.ui.agents.copying import copy_secret
from editor.ui.kit.box import Box, column, fixed_width, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.choice_box import ChoiceBox
from editor.ui.kit.labels import label
from editor.ui.kit.line_edit import LineEdit
from editor.ui.theme.look import look

NAME_PX, LINES = 76, 4
COPIED = "It holds the token: paste it where it is needed, and nowhere else."


class Connecting(QWidget):
    """Nothing is to be seen of it while agents can't connect."""

    def __init__(self, agents: Agents) -> None:
        super().__init__()
        self._agents = agents
        self._copied = ""
        self.address, self.token = _Shown(tr("Address")), _Shown(tr("Token"))
        self.copy_address = push_button(tr("Copy"), glyph="copy", tip=tr("Copy the address"))
        self.copy_token = push_button(tr("Copy"), glyph="copy", tip=tr("Copy the token, which is shown nowhere"))
        self.client = ChoiceBox()
        self.client.setAccessibleName(tr("Client"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("How it connects"))
        self.told = label("", "caption", wrap=True)
        self.copy_text = push_button(tr("Copy"), glyph="copy", tip=tr("Copy it with the token in it"))
        for button, name in (
            (self.copy_address, tr("Copy the address")),
            (self.copy_token, tr("Copy the token")),
            (self.copy_text, tr("Copy how it connects")),
        ):
            button.setAccessibleName(name)
        self.copy_address.clicked.connect(self._copy_address)
        self.copy_token.clicked.connect(self._copy_token)
        self.copy_text.clicked.connect(self._copy_text)
        self.client.currentIndexChanged.connect(self._turned)
        body = column(
            _line(tr("Address"), self.address, self.copy_address),
            _line(tr("Token"), self.token, self.copy_token),
            _line(tr("Client"), self.client, self.copy_text),
            self.text,
            self.told,
            gap=8,
        )
        box = body.layout()
        assert box is not None
        self.setLayout(box)
        look.follow(self, Connecting._fit)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show how it stands."""
        agents = self._agents
        ways = agents.ways()
        if self.client.count() != len(ways):
            self.client.clear()
            self.client.addItems([tr(way.title) for way in ways])
        if agents.address != self.address.text():
            self._copied = ""
            self.address.setText(agents.address)
        self.token.setText(HIDDEN if ways else "")
        way = ways[max(0, self.client.currentIndex())] if ways else None
        text = way.text if way is not None else ""
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self.told.setText(self._copied or (tr(way.told) if way is not None else ""))

    def _copy_address(self) -> None:
        copy_secret(self._agents.address)
        self._say(tr("Copied the address."))

    def _copy_token(self) -> None:
        copy_secret(self._agents.token())
        self._say(tr("Copied the token. {warning}", warning=tr(COPIED)))

    def _copy_text(self) -> None:
        ways = self._agents.ways(with_token=True)
        if ways:
            copy_secret(ways[max(0, self.client.currentIndex())].text)
            self._say(tr("Copied. {warning}", warning=tr(COPIED)))

    def _turned(self, _index: int) -> None:
        self._say("")

    def _say(self, copied: str) -> None:
        self._copied = copied
        self.refresh()

    def _fit(self) -> None:
        self.text.setFont(look.font("caption", mono=True))
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * LINES + look.px(12))


class _Shown(LineEdit):
    """A text to read."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        look.follow(self, lambda line: line.setFont(look.font("body", mono=True)))


def _line(name: str, field: QWidget, button: QWidget) -> Box:
    title = label(name, "secondary")
    title.setBuddy(field)
    return row(fixed_width(title, NAME_PX), (field, 1), button, gap=8)
