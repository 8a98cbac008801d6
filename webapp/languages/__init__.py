"""Two whole languages: Chinese at the plain addresses, English at the same ones below `/en`.

What the site says is Chinese in templates and modules: `_("…")` and `counted("%(num)s …", number)` in templates,
`phrase` and `counted` in modules, which put it into the language of the reader when it is shown. The English
stands in translations/en/LC_MESSAGES/messages.po, which `make messages` brings up to date.

What is made from facts is made in both languages at once (`archive.bilingual.Both`: lives, dates, labels of
fields, doubts), since reports and the API give both; `told` shows the one that is read. What a roster prints is
never translated: `|printed` marks it as Chinese on an English page, and `|sound` and
`|place_sound` tell how the name of a person and of a place are read.
"""

from webapp.languages.addresses import Site
from webapp.languages.catalogues import reads_english
from webapp.languages.installing import install
from webapp.languages.words import Words, counted, in_chinese, in_english, phrase, told

__all__ = ["Site", "Words", "counted", "in_chinese", "in_english", "install", "phrase", "reads_english", "told"]
