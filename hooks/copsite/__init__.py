"""The site without MkDocs: texts in, finished pages out. No disk, no clock, no environment.

Reading: `source` (YAML, with places) > `model` (the records) > `rules` > `catalog`; `handbook`; `reading`, all of it.
Telling: `problems` > `report`; `effects`, what a change does to the site.
Editing: `life` (what happens to a community) > `splice` (new text at known places).
Joining: `lists` (what each list manager is sent), `mail` (the links that begin a message).
Writing: `seats`, `words`, `shortcodes` > `pages`, through `layout`, `prose` and `qr`; then `search` and `theme`.
"""
