"""`tripos completion`: the script that makes a shell complete our commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from tripos.cli.app import app


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of SHELL.

    \b
    bash: eval "$(tripos completion bash)"   in ~/.bashrc
    zsh:  eval "$(tripos completion zsh)"    in ~/.zshrc
    fish: tripos completion fish | source    in ~/.config/fish/config.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    if shell == "bash":
        # click's own script asks bash for its version, which fails where no bash is installed.
        kind._check_version = staticmethod(lambda: None)  # type: ignore[attr-defined]
    click.echo(kind(app, {}, "tripos", "_TRIPOS_COMPLETE").source())
