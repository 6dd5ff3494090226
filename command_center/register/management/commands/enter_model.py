"""Enter a file of this machine's folder of models, where the web server sees another folder."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from command_center.people.models import Agent
from command_center.register.entering import NotEntered, Review, candidates, enter
from detection.register import PURPOSES


class Command(BaseCommand):
    help = "Enter a file of the models' folder in the register: workers may load it then."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="its name in the folder of models")
        parser.add_argument("--purpose", choices=PURPOSES, default="general")
        parser.add_argument("--licence", required=True)
        parser.add_argument("--source", required=True)
        parser.add_argument("--certificate", default="")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--by", required=True, help="user name of who answers for it")

    def handle(self, *_: object, **options: Any) -> None:
        author = Agent.objects.filter(username=options["by"], is_active=True).first()
        if author is None:
            raise CommandError(f"Nobody is called “{options['by']}”.")
        found = [one for one in candidates() if one.path.name == options["file"]]
        if not found:
            raise CommandError(f"{options['file']} is not in the folder, or is entered already.")
        fields = ("licence", "source", "certificate", "reason")
        try:
            review = Review(**{name: options[name] for name in fields})
            model = enter(found[0], options["purpose"], review, author)
        except NotEntered as refusal:
            raise CommandError(f"{options['file']}: not entered ({refusal}).") from refusal
        self.stdout.write(f"{model.file} is entered: {model.sha256}")
