"""Our own contract for import-linter: rooms reach each other only through their doors."""

from typing import Any

from importlinter import Contract, ContractCheck, fields, output


class DoorContract(Contract):
    """A module of one room imports from another room only `<room>.models`, or what `doors` names beside it.

    `open_rooms` may be imported from everywhere. Tests and migrations may look behind the doors.
    """

    root = fields.StringField()
    doors = fields.ListField(subfield=fields.StringField(), required=False)
    open_rooms = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: Any, verbose: bool) -> ContractCheck:
        doors = [str(door) for door in self.doors or ()]
        open_rooms = {str(room) for room in self.open_rooms or ()}
        broken = sorted(
            (module, imported)
            for module in graph.modules
            if self._room(module) and not {"tests", "migrations"} & set(module.split("."))
            for imported in graph.find_modules_directly_imported_by(module)
            if self._room(imported) not in {None, self._room(module), *open_rooms} and not self._door(imported, doors)
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for module, imported in check.metadata["broken"]:
            output.print_error(f"{module} goes round the door of {imported}")

    def _room(self, module: str) -> str | None:
        parts = module.split(".")
        return parts[1] if parts[0] == str(self.root) and len(parts) > 1 else None

    def _door(self, module: str, doors: list[str]) -> bool:
        own = f"{self.root}.{self._room(module)}.models"
        return any(module == door or module.startswith(f"{door}.") for door in (own, *doors))
