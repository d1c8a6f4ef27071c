"""A text whose every numeral is bound: composed from patterns, then placed as Word, slides, Excel, Markdown or on screen."""
