"""Three-valued logic (Kleene): True, False, and None for "not known yet"."""

Truth = bool | None


def negate(value: Truth) -> Truth:
    """Not: unknown stays unknown."""
    return None if value is None else not value


def both(left: Truth, right: Truth) -> Truth:
    """And: one False settles it, whatever the other is."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def either(left: Truth, right: Truth) -> Truth:
    """Or: one True settles it, whatever the other is."""
    return negate(both(negate(left), negate(right)))
