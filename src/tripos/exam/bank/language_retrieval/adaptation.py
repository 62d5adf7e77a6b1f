"""Adapting language models: low-rank updates, memory, prompts or tuning, votes of samples."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "large-language-model-adaptation"


@question("llm-lora-parameters", "What a low-rank update trains", ABOUT, skill="compute",
          minutes=4, difficulty=0.3)  # fmt: skip
def lora_parameters(rng: Rng) -> Variant:
    """Trainable parameters of LoRA on attention projections, some of them narrower."""
    width = int(pick(rng, [1024, 2048, 3072, 4096]))
    layers, rank = int(rng.integers(6, 21)) * 2, int(pick(rng, [4, 8, 16, 32]))
    narrow = width // int(pick(rng, [2, 4, 8]))
    grouped = bool(rng.integers(2))
    value_width = narrow if grouped else width
    value = layers * rank * ((width + width) + (width + value_width)) / 1e6
    full = layers * (width * width + width * value_width) / 1e6

    def again() -> float:
        query = np.broadcast_to(0, (width, rank)).size + np.broadcast_to(0, (rank, width)).size
        values = (
            np.broadcast_to(0, (width, rank)).size + np.broadcast_to(0, (rank, value_width)).size
        )
        return (query + values) * layers / 10**6

    shape = f"{width} to {value_width}"
    return number(
        f"A transformer has {layers} layers of width {width}. LoRA of rank {rank} is put on the"
        f" query projection ({width} to {width}) and the value projection ({shape}) of each layer,"
        " no biases. How many million parameters are trained? Three significant digits.",
        value, again=again, rel=0.006, digits=4, unit="million",
        solution=f"A matrix of shape $m \\times n$ gets $A$ ({rank} by $m$) and $B$ ($n$ by"
        f" {rank}): ${rank}(m + n)$ parameters. ${layers} \\cdot {rank} \\cdot ({2 * width} +"
        f" {width + value_width}) = {value:.4f}$ million, against {full:.1f} million in the"
        " matrices themselves.",
        mistakes=[
            (full, "Those are the parameters of the matrices, which stay frozen."),
            (value / layers, "Every layer has its own updates."),
            (value / 2, "Each update has two factors, A and B, for both projections."),
            (layers * 2 * rank * rank / 1e6, "The factors are as long as the matrix: rank times"
             " (m + n)."),
        ],
    )  # fmt: skip


@question("llm-training-memory", "Memory to fine-tune", ABOUT, skill="compute", minutes=4,
          difficulty=0.5)  # fmt: skip
def training_memory(rng: Rng) -> Variant:
    """Weights, gradients and Adam states for full tuning and for adapters on a quantised base."""
    billions = float(pick(rng, [1.5, 3.0, 7.0, 8.0, 13.0, 32.0]))
    share = int(rng.integers(2, 16)) / 1000
    bits = int(pick(rng, [4, 8]))
    full = billions * 16
    small = billions * bits / 8 + billions * share * 16

    def again() -> list[float]:
        parts = {"weights": 2, "gradients": 2, "master": 4, "first": 4, "second": 4}
        whole = sum(n * billions * 1e9 for n in parts.values())
        extra = sum(n * billions * 1e9 * share for n in parts.values())
        return [whole / 1e9, (billions * 1e9 * bits / 8 + extra) / 1e9]

    return matrix(
        f"A model has {billions:g} billion parameters. Mixed-precision training with Adam keeps for"
        " each trained parameter: 2 bytes of weight, 2 of gradient, and 4 each for a master copy"
        f" and the two moments. Adapters would add {100 * share:g} % of the parameters, trained in"
        f" the same way, on a frozen base stored in {bits} bits a parameter. Write the GB (10^9"
        " bytes) needed for full fine-tuning and for the adapters, without activations (one"
        " decimal).",
        [full, small], again=again, rel=0.005, tol=0.06, digits=4,
        solution=f"Full: $16 \\cdot {billions:g} = {full:g}$ GB. Adapters: the base ${billions:g}"
        f" \\cdot {bits}/8 = {billions * bits / 8:g}$ GB and $16 \\cdot {billions * share:.4g} ="
        f" {16 * billions * share:.3g}$ GB: {small:.4g} GB. Freezing saves gradients and moments,"
        " quantising saves weights.",
        mistakes=[
            ([billions * 2, small], "Training also stores gradients, the master copy and both"
             " moments."),
            ([full, 16 * billions * share], "The frozen base must be in memory too."),
            ([full, billions * 2 + 16 * billions * share], f"The base is stored in {bits} bits, not"
             " 16."),
            ([billions * 12, small], "Add 2 + 2 + 4 + 4 + 4 bytes a parameter."),
        ],
    )  # fmt: skip


@question("llm-break-even", "Long prompt or fine-tuning", ABOUT, skill="choose", minutes=4,
          difficulty=0.4)  # fmt: skip
def break_even(rng: Rng) -> Variant:
    """From how many requests on fine-tuning is cheaper than carrying examples in the prompt."""
    shots, each = int(rng.integers(4, 13)), int(rng.integers(8, 26)) * 10
    base, out = int(rng.integers(10, 40)) * 10, int(rng.integers(5, 25)) * 10
    price = int(rng.integers(2, 9)) / 10  # USD per million input tokens
    out_price = round(price * 4, 1)
    factor = float(pick(rng, [1.0, 1.25, 1.5]))
    fixed = int(rng.integers(3, 20)) * 50
    few = ((base + shots * each) * price + out * out_price) / 1e6
    tuned = (base * price + out * out_price) * factor / 1e6
    value = fixed / (few - tuned) if few > tuned * 1.02 else 0.0
    if not value or value > 3e7:
        return break_even(rng)

    def again() -> float:
        low, high = 0.0, 1e9
        for _ in range(100):
            n = (low + high) / 2
            prompted = n * base * price + n * shots * each * price + n * out * out_price
            low, high = (n, high) if prompted < fixed * 1e6 + n * tuned * 1e6 else (low, n)
        return low / 1e6

    surcharge = f"its tokens cost {factor:g} times as much" if factor > 1 else "at the same prices"
    return number(
        f"A task is done by a prompt of {base} tokens with {shots} examples of {each} tokens each,"
        f" and an answer of {out} tokens. Input costs {price:g} USD and output {out_price:g} USD a"
        f" million tokens. A fine-tuned model of equal quality needs no examples ({surcharge}), but"
        f" preparing it costs {fixed} USD. From how many million requests on is fine-tuning"
        " cheaper? Three significant digits.",
        value / 1e6, again=again, rel=0.03, digits=4, unit="million",
        solution=f"Per million requests: few-shot $({base} + {shots * each}) \\cdot {price:g} +"
        f" {out} \\cdot {out_price:g} = {few * 1e6:.0f}$ USD, tuned $({base} \\cdot {price:g} +"
        f" {out} \\cdot {out_price:g}) \\cdot {factor:g} = {tuned * 1e6:.0f}$ USD. ${fixed} /"
        f" ({few * 1e6:.0f} - {tuned * 1e6:.0f}) = {value / 1e6:.4f}$ million.",
        mistakes=[
            (fixed / few / 1e6, "The tuned model also costs something for each request."),
            (fixed / (shots * each * price / 1e6) / 1e6, "The tuned model's tokens have their own"
             " price." if factor > 1 else "Only the tokens that differ matter: check the prices."),
            (fixed / (each * price / 1e6) / 1e6, "All the examples are saved, not only one."),
            (value, "That is in requests; the answer is asked in millions."),
        ],
    )  # fmt: skip


@question("llm-self-consistency", "A vote of samples", ABOUT, skill="derive", minutes=4,
          difficulty=0.5)  # fmt: skip
def self_consistency(rng: Rng) -> Variant:
    """Accuracy of a majority of five samples over easy and hard questions."""
    easy, hard = int(rng.integers(60, 86)) / 100, int(rng.integers(15, 46)) / 100
    share = int(rng.integers(4, 9)) / 10

    def vote(p: float) -> float:
        return sum(math.comb(5, k) * p**k * (1 - p) ** (5 - k) for k in (3, 4, 5))

    value = share * vote(easy) + (1 - share) * vote(hard)
    one = share * easy + (1 - share) * hard

    def again() -> float:
        def count(p: float) -> float:
            outcomes = itertools.product((True, False), repeat=5)
            return sum(math.prod(p if hit else 1 - p for hit in row)
                       for row in outcomes if sum(row) > 2)  # fmt: skip

        return share * count(easy) + (1 - share) * count(hard)

    task = pick(rng, ["yes/no questions on contracts", "true/false sums", "yes/no triage questions",
                      "checks of citations (holds or not)", "pass/fail code reviews"])  # fmt: skip
    return number(
        f"A prompted model answers {task}. On {100 * share:.0f} % of the questions a sampled answer"
        f" is right with probability {easy:.2f}, on the others with {hard:.2f}; samples of the same"
        " question are independent. What share of the questions is answered rightly by the"
        " majority of five samples? Three decimals.",
        value, again=again, rel=0, tol=0.0025, digits=4,
        solution=f"At least three of five: {vote(easy):.4f} on the easy and {vote(hard):.4f} on the"
        f" hard ones, mean {value:.4f}; a single sample has {one:.3f}. Voting sharpens both what"
        " the model tends to know and what it tends to get wrong.",
        mistakes=[
            (vote(one), "Vote within each kind of question, then average: the kinds do not mix"
             " within one question."),
            (one, "That is the accuracy of a single sample."),
            (share * (1 - (1 - easy) ** 5) + (1 - share) * (1 - (1 - hard) ** 5),
             "That is the chance that some sample is right: the majority must be."),
            (share * vote(easy) + (1 - share) * hard, "The vote also acts on the hard questions,"
             " and lowers them if a sample is right less than half the time."),
        ],
    )  # fmt: skip


_ROADS = {
    "prompt": Verdict("write a better prompt with a few examples", "fewdata", "The trouble is"
                      " beyond what wording and a few examples reach."),
    "retrieve": Verdict("retrieve passages and put them into the prompt", "changing",
                        "The model lacks no facts that could be looked up."),
    "lora": Verdict("parameter-efficient fine-tuning on the examples at hand", "manydata",
                    "Fine-tuning needs many good examples of a stable behaviour, and the right to"
                    " train."),
    "small": Verdict("distil into, or train, a small classifier", "volume", "It is not a matter of"
                     " speed and volume of a narrow task."),
    "schema": Verdict("constrain the decoding to the schema", "format", "The form of the output is"
                      " not the trouble."),
    "noone": Verdict("leave the model out: a rule computes it exactly", "exact", "No exact rule"
                     " does this task."),
}  # fmt: skip
_TASKS = [
    ("Thirty tickets are labelled, a first version is due tomorrow, {n} tickets a day; the model"
     " confuses two classes that nobody has explained to it.", "fewdata", "prompt",
     "Definitions and a few examples are the cheapest step and not yet tried."),
    ("A summary must have the tone of the house; five samples exist, {n} summaries a week.",
     "fewdata", "prompt", "Few data and low volume: show the samples."),
    ("Staff ask about rules of which {n} change a month; answers must name their source.",
     "changing", "retrieve", "Facts that change belong into the context, not into weights."),
    ("A model invents prices of {n}000 spare parts that are in a database.", "changing",
     "retrieve", "The facts exist: look them up."),
    ("{n}000 reviewed letters in the style of a court exist; long prompts reach 70 % of the form,"
     " and the style does not change.", "manydata", "lora", "A stable behaviour with many examples"
     " is learned cheaply by adapters."),
    ("{n}000 pairs of a rare dialect and its translation exist; few-shot prompts stay poor, and one"
     " graphics card is at hand.", "manydata", "lora", "Much data, a skill the model lacks, small"
     " memory."),
    ("{n} million short messages an hour get one of six labels within 5 ms; a large model labels"
     " them well, but at 800 ms.", "volume", "small", "A narrow task with a teacher, at high"
     " volume."),
    ("On the device, without network, {n} commands are told apart; a large model can label any"
     " number of examples.", "volume", "small", "A small student fits the device."),
    ("The fields are right, but {n} % of the answers are not valid JSON.", "format", "schema",
     "A grammar makes invalid output impossible."),
    ("A category must be one of {n} codes; now and then the model writes a code of its own.",
     "format", "schema", "Decoding can be limited to the codes."),
    ("Invoices in a fixed table have to be added up and taxed at {n} %.", "exact", "noone",
     "A sum is computed, not predicted."),
    ("Dates in the form 2024-03-{n} have to be turned into week days.", "exact", "noone",
     "A calendar does that without error."),
]  # fmt: skip


@question("llm-choose-road", "Prompt, retrieve, tune or none", ABOUT, skill="choose", minutes=2)
def choose_road(rng: Rng) -> Variant:
    """The adaptation that the situation's data, volume and change call for."""
    n = int(rng.integers(11, 29))
    scenes = [Scene(text.format(n=n), *rest) for text, *rest in _TASKS]
    return judged(rng, scenes, _ROADS, "What is the most sensible next step?")
