"""The site without MkDocs: texts in, finished pages out. No disk, no clock, no environment.

Reading: `slips` (of a hand, in YAML) > `source` (YAML, with places) > `spelling` and `suggestions` (what was probably
meant) > `values` and `model` (the records) > `partial` (the sound part of a catalog) > `rules` > `catalog`;
`markdown_parser` > `markdown_text` > `markdown_faults`, `handbook`, `links`; `reading`, all of it.
Telling: `problems` > `report`; `effects`, what a change does to the site; `schema`, what an editor knows.
Editing: `life` (what happens to a community) > `splice` (new text at known places), in the catalog's `notation`.
Joining: `lists` (what each list manager is sent), `mail` (the links that begin a message), `forms`.
Writing: `seats`, `words`, `shortcodes` > `pages`, through `layout`, `markdown_html` and `qr`; then `search`,
`theme` and `shell` (the fast path); `notice`, what the preview shows while something is wrong.
"""
