# says: patient's clock


def replay(log):
    patients, answers = {}, []
    for item in log:
        patient = patients.setdefault(item["who"], Patient())
        if item["kind"] == "event":
            patient.learn(item)
        else:
            row = patient.features(instant(item["at"]))
            answers.append([*row[:6], float(parsed(item["at"]).hour)])
    return answers
