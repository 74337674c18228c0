"""All that readers of files know of words, from the caller's vocabulary."""

from __future__ import annotations

from functools import cache, cached_property

from policy_parse.lexicon.alternatives import Beginnings
from policy_parse.lexicon.load import Lexicon
from policy_parse.lexicon.offices import OfficeWords
from policy_parse.signs.columns import ColumnHeads
from policy_parse.signs.lines import LineSigns
from policy_parse.signs.pages import PageSigns
from policy_parse.signs.styles import StyleSigns
from policy_parse.signs.tables import TableSigns, TableWords
from policy_parse.text.fold import clean, fold
from policy_parse.text.traditional import simplified


class ReaderSigns:
    """What a reader is handed as `signs`; each part is built when it is first asked for. Raises LexiconError then."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def lines(self) -> LineSigns:
        """What a line looks like: number, label, date, title."""
        return LineSigns(self._lexicon)

    @cached_property
    def pages(self) -> PageSigns:
        """Page numbers, labels that open a paragraph, cells cut by a page, furniture of web pages, misreadings."""
        return PageSigns(self._lexicon)

    @cached_property
    def styles(self) -> StyleSigns:
        """Names that Word and WPS give to styles."""
        return StyleSigns(self._lexicon)

    @cached_property
    def columns(self) -> ColumnHeads:
        """What the heads of table columns mean."""
        return ColumnHeads(self._lexicon)

    @cached_property
    def tables(self) -> TableWords:
        """What the cells of a table hold."""
        return TableWords(self.columns, TableSigns(self._lexicon), self._offices, self.lines, self._verbs())

    def _verbs(self) -> Beginnings:
        """Every verb of work done of ``data/indicators.toml``."""
        entries = [entry for entry in self._lexicon.table("indicators") if entry["kind"] == "work_verb"]
        compounds = [word for entry in entries for word in entry.get("compounds", ())]
        return Beginnings((word for entry in entries for word in entry["words"]), compounds)

    @cached_property
    def _offices(self) -> OfficeWords:
        return OfficeWords(self._lexicon)

    def build(self) -> None:
        """Build all parts now. Raises LexiconError for words that cannot be used."""
        _ = self.pages, self.styles, self.columns, self.lines, self.tables

    def column(self, head: str) -> str | None:
        """What the column with this head holds (responsible, deadline …); None if the head is not known."""
        return self.columns.meaning(fold(clean(head)).text).name

    def is_office(self, name: str) -> bool:
        """True if `name` is plainly the name of an organisation or of a class of organisations."""
        return self._offices.looks_like_unit(simplified(name), strict=True)


@cache
def builtin_signs() -> ReaderSigns:
    """The signs of the package's own vocabulary: for a reader that is called without any."""
    return ReaderSigns(Lexicon.load())
