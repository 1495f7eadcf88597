"""A page as rich text in the colours of the look."""

from __future__ import annotations

import re
from html import escape

from editor.tr import tr
from editor.ui.rooms.help.page import HelpPage, HelpRow, HelpTable
from editor.ui.theme import tokens
from editor.ui.theme.look import look

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`(.+?)`")


def page_html(page: HelpPage, marked: str = "") -> str:
    """The whole page; the row `marked` stands out."""
    parts = [f'<p class="title">{escape(tr(page.title))}</p>']
    if page.kind:
        parts.append(f'<p class="kind">{escape(tr(page.kind))}</p>')
    parts += [f"<p>{_words(tr(text))}</p>" for text in page.text]
    now = page.now()
    if now:
        parts.append(f'<p class="now">{escape(tr(now))}</p>')
    if page.links:
        links = " &nbsp; ".join(_link(address, tr(words)) for address, words in page.links)
        parts.append(f"<p>{links}</p>")
    parts += [_table(table, marked) for table in page.tables if table.rows]
    return f"<html><head><style>{_sheet()}</style></head><body>{''.join(parts)}</body></html>"


def _table(table: HelpTable, marked: str) -> str:
    head = f'<p class="head">{escape(tr(table.title))}</p>' if table.title else ""
    return head + "".join(_row(row, marked) for row in table.rows)


def _row(row: HelpRow, marked: str) -> str:
    title = escape(tr(row.title))
    if row.link:
        title = _link(row.link, tr(row.title))
    anchor = f'<a name="{escape(row.anchor)}"></a>' if row.anchor else ""
    lines: list[str] = []
    if row.title:
        lines.append(f"<b>{title}</b>" if not row.link else title)
    if row.text:
        lines.append(_words(tr(row.text)))
    if row.note:
        lines.append(f'<span class="note">{escape(row.note)}</span>')
    body = "<br/>".join(lines)
    if row.anchor and row.anchor == marked:
        colour = look.colour("surface.selected_inactive")
        table = f'<table width="100%" cellpadding="4" bgcolor="{colour}"><tr><td>{body}</td></tr></table>'
        return f'{anchor}{table}<p class="after"></p>'
    return f'<p class="row">{anchor}{body}</p>'


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _words(text: str) -> str:
    """A paragraph with its marks: bold, and code in the font of code."""
    marked = _BOLD.sub(r"<b>\1</b>", escape(text, quote=False))
    return _CODE.sub(r'<span class="code">\1</span>', marked)


def _sheet() -> str:
    mono = ", ".join(f"'{family}'" for family in tokens.value("type.family_mono"))
    body, caption, title = (look.size(f"type.{name}") for name in ("body", "caption", "title"))
    secondary, primary = look.colour("text.secondary"), look.colour("text.primary")
    return (
        f"body {{ color: {primary}; font-size: {body}px; }}"
        f"p {{ margin: 0 0 {look.px(8)}px 0; }}"
        f".title {{ font-size: {title}px; font-weight: 600; margin-bottom: {look.px(2)}px; }}"
        f".kind, .note {{ color: {secondary}; font-size: {caption}px; }}"
        f".now {{ color: {secondary}; }}"
        f".head {{ font-weight: 600; color: {secondary}; margin: {look.px(8)}px 0 {look.px(4)}px 0; }}"
        f".after {{ font-size: {look.px(2)}px; margin-bottom: {look.px(4)}px; }}"
        f".row {{ margin-bottom: {look.px(8)}px; }}"
        f".code {{ font-family: {mono}; }}"
        f"a {{ color: {look.colour('text.link')}; text-decoration: none; }}"
    )
