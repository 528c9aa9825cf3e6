"""What can stand in the way of a start, said in one line that tells what to do."""


class Obstacle(Exception):
    """The start cannot go on; the message is one German sentence for the operator."""
