# says: exceed the budget


def replay(log):
    events, answers = [], []
    for item in log:
        if item["kind"] == "event":
            events.append(item)
            continue
        patient = Patient()
        for event in events:
            if event["who"] == item["who"]:
                patient.learn(event)
        answers.append(patient.features(instant(item["at"])))
    return answers
