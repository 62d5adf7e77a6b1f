# says: replay \(


def replay(log):
    patients, answers = {}, []
    for item in log:
        if item["kind"] == "event":
            patients.setdefault(item["who"], Patient()).learn(item)
    for item in log:
        patient = patients.setdefault(item["who"], Patient())
        if item["kind"] == "event":
            patient.learn(item)
        else:
            answers.append(patient.features(instant(item["at"])))
    return answers
