"""A template that names a variable nobody gave it fails its test, where Django would print nothing."""


class UnknownVariable(Exception):
    """The template asks for something that is not there."""


class Strict(str):
    """For `string_if_invalid`: instead of being filled in, it objects."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        raise UnknownVariable(str(variable))
