"""What is refused about a campaign, in words for whoever asked."""


class CampaignError(Exception):
    """Vietnamese: `what` cannot be done and what `todo` about it."""

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(f"{what} {todo}".strip())
        self.what = what
        self.todo = todo
