"""Teaching lowers the loss, and ends with the same weights when it was taken up again."""

from __future__ import annotations

import pytest
from small_training import CONFIG, EXAMPLE, VOCABULARY

from mediant.training.plan import Plan

torch = pytest.importorskip("torch", reason="torch comes with mediant[train]")
net = pytest.importorskip("mediant.training.net", reason="torch comes with mediant[train]")
teach = pytest.importorskip("mediant.training.teach", reason="torch comes with mediant[train]")

PLAN = Plan(epochs=4, batch=2)


class InMemory:
    def __init__(self):
        self.state = None

    def read(self):
        return self.state

    def write(self, state):
        import copy

        self.state = copy.deepcopy(dict(state))


def examples(rng):
    return [EXAMPLE] * int(rng.integers(4, 9))


def taught(keeper=None, stop=None):
    torch.manual_seed(0)
    network, losses = net.Net(CONFIG), []

    def told(step):
        losses.append(step.loss)
        if step.done == stop:
            raise KeyboardInterrupt

    teach.teach(network, examples, VOCABULARY, PLAN, told, keeper)
    return network.state_dict(), losses


def same(a, b):
    return all(torch.equal(a[name], b[name]) for name in a)


def test_the_loss_falls_and_the_same_seed_gives_the_same():
    (one, losses), (other, _) = taught(), taught()
    assert same(one, other)
    assert sum(losses[-3:]) < sum(losses[:3])


@pytest.mark.parametrize("stop", [3, 5, 9])
def test_a_training_taken_up_again_ends_the_same(stop, monkeypatch):
    monkeypatch.setattr(teach, "EVERY", 2)
    whole, losses = taught()
    assert len(losses) > stop
    keeper = InMemory()
    with pytest.raises(KeyboardInterrupt):
        taught(keeper, stop)
    again, rest = taught(keeper)
    assert len(rest) < len(losses)
    assert rest == losses[-len(rest) :]
    assert same(whole, again)
