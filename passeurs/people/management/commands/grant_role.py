"""Give a role from the command line: how a new site gets its first team member."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from passeurs.people import actions
from passeurs.people.choices import Role
from passeurs.people.models import Person, Profile
from passeurs.people.queries import find_account
from passeurs.people.rules import can_have_scope


class Command(BaseCommand):
    """`manage.py grant_role ADDRESS ROLE [--scope SCOPE] [--first-name NAME]`."""

    help = "Confie un rôle à une adresse ; ouvre le compte s’il n’existe pas."

    def add_arguments(self, parser: CommandParser) -> None:
        """Address, role, scope."""
        parser.add_argument("email")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--scope", default="")
        parser.add_argument("--first-name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, open the account if needed, grant."""
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        verdict = can_have_scope(options["role"], options["scope"])
        if not verdict:
            raise CommandError(verdict.reason)
        person = find_account(options["email"])
        if person is None:
            person = Person.objects.create_user(options["email"], first_name=options["first_name"])
            Profile.objects.create(person=person)
        if not person.is_active:
            raise CommandError("Ce compte est fermé.")
        actions.grant_role(actor=None, person=person, role=options["role"], scope=options["scope"])
        self.stdout.write(f"{person.email} : {options['role']} {options['scope']}".strip())
