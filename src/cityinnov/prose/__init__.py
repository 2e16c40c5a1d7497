"""Figures found in running text, in the words of the press and of company filings."""

from __future__ import annotations

from cityinnov.prose.amount import Amount, Kind
from cityinnov.prose.find import find_figures
from cityinnov.prose.lexicon import LANGUAGES
from cityinnov.prose.mention import Mention

__all__ = ["LANGUAGES", "Amount", "Kind", "Mention", "find_figures"]
