# says: less than its price


def gap(state, name, other):
    """By how much dearer `name` is than `other` on the same splits, and the standard error."""
    a, b = state["kinds"][name], state["kinds"][other]
    difference, error = paired(a["losses"], b["losses"], 0.0)
    return state["worth"] * difference, state["worth"] * error
