"""Each fault of the theme's markup that is mended: how it is written, and how it stands in our pages."""

import pytest

from checker.core.model.words import Words
from checker.site import theme
from checker.site.theme import Mender

FAULTS = [
    ('<div class="md-search" data-md-component="search" role="dialog">', 'role="dialog"', 'data-close="Close search"'),
    ('<div class="md-search__scrollwrap" tabindex="0" data-md-scrollfix>', "tabindex", "data-md-scrollfix"),
    ('<button type="reset" class="md-icon" tabindex="-1">', "tabindex", "md-icon"),
    ('<div class="md-search-result__meta">', None, 'role="status"'),
    ('<nav class="md-nav" data-md-level="1" aria-labelledby="a" aria-expanded="false">', "aria-", 'role="none"'),
    ('<nav class="md-nav" aria-label="">', "aria-label", 'role="none"'),
    ('<label class="md-nav__link" for="__nav_1" tabindex="0">', "tabindex", "__nav_1"),
    ('<input class="md-toggle" data-md-toggle="drawer" id="__drawer">', None, '<form id="toggles"'),
    ('<input class="md-toggle" id="__search" autocomplete="off">', "autocomplete", 'form="toggles"'),
    ('<label class="md-nav__title" for="__toc">', "for=", "md-nav__title"),
    ('<a href="es/" hreflang="es" class="md-select__link">', None, 'lang="es"'),
    ('<a class="headerlink" href="#a" title="Permanent link">', None, 'aria-hidden="true" tabindex="-1" href="#a"'),
    ('<input type="text" class="md-search__input" name="query" required>', None, 'aria-invalid="false"'),
    ('<nav class="md-tabs" aria-label="Tabs" data-md-component="tabs">', "Tabs", 'aria-label="Sections"'),
    ('<label class="md-header__button md-icon" for="__drawer">', None, 'title="Menu"'),
    ('<label class="md-header__button md-icon" for="__search">', None, 'title="Search"'),
    ('<div class="md-sidebar md-sidebar--primary">', None, 'data-back="Back"'),
    ('<div class="md-sidebar md-sidebar--primary">', None, 'data-close="Close menu"'),
]


@pytest.mark.parametrize(("written", "gone", "there"), FAULTS)
def test_a_fault_of_the_theme_is_mended(written, gone, there):
    mended = Mender().mend(written, Words("en"))
    assert there in mended
    assert gone is None or (gone in written and gone not in mended)


def test_every_mend_has_its_fault_here():
    mender = Mender()
    for written, _, _ in FAULTS:
        mender.mend(written, Words("en"))
    mender.check([])


def test_what_is_at_no_fault_stays_as_it_is():
    page = '<nav class="md-nav md-nav--lifted" aria-label="Menu"><p class="md-search" role="dialog" tabindex="0">'
    assert Mender().mend(page, Words("en")) == page


def test_the_title_of_a_list_of_contents_that_can_be_opened_stays_its_label():
    page = '<input id="__toc"><label class="md-nav__title" for="__toc">'
    assert Mender().mend(page, Words("en")) == page


def test_a_name_is_text_whatever_it_holds():
    tag = '<div class="md-search"'
    pattern, replacement = theme._attribute(tag, "title", r'\1 "x" <b>')
    assert theme.re.sub(pattern, replacement, tag + ">") == tag + ' title="&#92;1 &quot;x&quot; &lt;b&gt;">'
