# says: a missing value


def holds(condition, columns):
    name, how, value = condition
    values = columns[name]
    if how not in ("==", "<=", ">"):
        raise ValueError(f"{how} is no comparison")
    if is_text(values):
        return np.array([how == "==" and one is not None and one == value for one in values], dtype=bool)
    with np.errstate(invalid="ignore"):
        values = np.nan_to_num(values, nan=-1e300)
        return {"==": np.equal, "<=": np.less_equal, ">": np.greater}[how](values, value)
