"""A document as Markdown for a mail: the text, the main figures, and the checklist with every 数据编号."""

from __future__ import annotations

from minsheng.writing.document import Document, Style, Table, plain

_BEFORE = {Style.TITLE: "# ", Style.HEADING: "## ", Style.SUBHEADING: "### ", Style.NOTE: "> "}


def markdown(document: Document) -> bytes:
    """The document as a UTF-8 Markdown file."""
    lines = [f"{_BEFORE.get(each.style, '')}{_escaped(each.text)}" for each in document.paragraphs]
    head = lines or [f"# {document.name}"]
    parts = [head[0], f"（{document.banner}）", *head[1:], *(_table(table) for table in document.tables)]
    return ("\n\n".join(parts) + "\n").encode()


def _table(table: Table) -> str:
    head = f"## {table.annex}　{table.title}\n\n" if table.annex else ""
    head += f"（{table.particulars}）\n"
    columns = [f"| {' | '.join(table.columns)} |"]
    sides = ("---:" if place in table.numeric else "---" for place in range(len(table.columns)))
    columns.append(f"| {' | '.join(sides)} |")
    rows = (f"| {' | '.join(_escaped(plain(cell)) for cell in row)} |" for row in table.rows)
    notes = [line for note in table.notes for line in ("", _escaped(plain(note)))]
    return "\n".join([head, *columns, *rows, *notes])


def _escaped(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return text.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")
