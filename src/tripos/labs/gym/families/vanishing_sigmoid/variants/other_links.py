class Step(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)
        self.linked = inputs == outputs

    def forward(self, X):
        made = 2 * torch.sigmoid(self.linear(X)) - 1
        return X + made if self.linked else made


def layer(inputs, outputs):
    return Step(inputs, outputs)


def start(network):
    for one in network.modules():
        if isinstance(one, nn.Linear):
            nn.init.xavier_normal_(one.weight)
