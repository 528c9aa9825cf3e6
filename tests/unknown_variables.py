"""A template that names a variable nobody gave it fails its test, where Django would print nothing."""


class UnknownVariable(Exception):
    """The template asks for something that is not there."""


class Strict(str):
    """For `string_if_invalid`: instead of being filled in, it objects."""

    __slots__ = ()

    def __contains__(self, part):
        return True

    def __mod__(self, variable):
        raise UnknownVariable(str(variable))
