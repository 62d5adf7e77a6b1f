# says: arrives later|comes later|at each label


def asked(events, questions):
    """Answers to (who, at), by replaying what had arrived by then: one code path for all."""
    log = [(instant(event["time"]), 0, i, {**event, "kind": "event"}) for i, event in enumerate(events)]
    log += [
        (instant(at), 1, i, {"kind": "ask", "who": who, "at": at}) for i, (who, at) in enumerate(questions)
    ]
    log.sort(key=lambda one: one[:3])
    answers = iter(replay([item for *_, item in log]))
    found = {i: next(answers) for _, kind, i, _ in log if kind == 1}
    return [found[i] for i in range(len(questions))]
