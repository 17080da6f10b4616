-- The stems of every passage and of every title of a text, for `search`: made of the texts, which are not kept twice.

CREATE VIRTUAL TABLE passage_stems USING fts5 (
    stems, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE title_stems USING fts5 (
    stems, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
