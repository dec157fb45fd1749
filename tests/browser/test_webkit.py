"""Flows and links in WebKit, which is near to Safari: the same tests as in Chromium.

All in `make test-all`: on a busy machine, WebKitGTK now and then answers no script after a page has come.
"""

import pytest
import test_checker
import test_flow
import test_page_state
from shared import in_webkit

pytestmark = [pytest.mark.browser, pytest.mark.slow, in_webkit]

test_a_policy_from_its_first_question_to_its_verdict = test_flow.test_each_policy_from_its_first_question_to_its_verdict


class TestFlows:
    """Of the page as its visitors go through it."""

    test_reload = staticmethod(test_flow.test_back_button_and_reload_lead_to_the_answer_that_was_to_be_changed)
    test_keep = staticmethod(test_flow.test_a_change_can_be_left_and_throws_nothing_away)
    test_way_back = staticmethod(test_flow.test_the_way_back_through_the_questions_ends_at_the_first)
    test_skip_link = staticmethod(test_flow.test_links_within_the_page_leave_the_answers_in_the_address)
    test_entered = staticmethod(test_flow.test_what_is_entered_stays_when_python_is_ready)
    test_dates = staticmethod(test_flow.test_dates_are_refused_with_an_example_and_taken_as_they_are_written)
    test_change = staticmethod(test_checker.test_any_answer_can_be_changed_and_the_others_stay)
    test_numbers = staticmethod(test_checker.test_an_impossible_number_is_refused_in_words)
    test_unknown = staticmethod(test_checker.test_i_do_not_know_is_an_answer)
    test_double_click = staticmethod(test_page_state.test_a_double_click_on_continue_is_one)


class TestLinks:
    """Answers that come with an address."""

    test_left_out = staticmethod(test_checker.test_an_unknown_part_of_a_link_is_left_out_and_said)
    test_policy = staticmethod(test_checker.test_an_unknown_policy_in_a_link_is_said)
    test_language = staticmethod(test_checker.test_reload_back_forward_and_language_keep_the_answers)
    test_twice = staticmethod(test_page_state.test_what_a_link_says_twice_or_without_a_policy_is_left_out_and_said)
