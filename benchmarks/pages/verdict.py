"""JSON logic, as far as `rules.json` needs it: the same lines for PyScript and for MicroPython."""


def judge(rules, answers):
    """What each rule yields on the answers; None where that is open."""
    return {name: value(logic, answers) for name, logic in rules.items()}


def value(logic, answers):
    """Follows `{"if": [test, then, test, then, …, None]}` down to what is no test."""
    while isinstance(logic, dict):
        logic = next((then for test, then in pairs(logic["if"]) if holds(test, answers)), None)
    return logic


def pairs(branches):
    """Tests with what follows from them."""
    return [(branches[at], branches[at + 1]) for at in range(0, len(branches) - 1, 2)]


def holds(test, answers):
    """Whether the answer is one of those in `{"in": [{"var": fact}, answers]}`."""
    fact, groups = test["in"]
    return answers.get(fact["var"]) in groups
