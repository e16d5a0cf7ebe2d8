"""The few errors of this room; each says what to do next."""


class MotcuaError(Exception):
    """Base of all errors of ours."""


class SendError(MotcuaError):
    """A provider did not take a message. `retry`: trying the same again later may help;
    `after` is the number of seconds the provider asked to wait, if it did. `unsure`: it may have taken the
    message all the same, nobody heard. `account`: it refuses us, not the message, so somebody has to act."""

    def __init__(
        self,
        reason: str,
        *,
        retry: bool,
        after: float | None = None,
        unsure: bool = False,
        account: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry = retry
        self.after = after
        self.unsure = unsure
        self.account = account


class WordingError(MotcuaError):
    """A wording file lacks what is asked of it; names file and key."""
