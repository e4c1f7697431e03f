"""Writing in a plan as a page does it: each `Tab` sends what it saw beside what is typed."""

from uuid import uuid4

from django.utils import timezone

from bootcamp.plan import saving
from bootcamp.plan.saving import Write


class Tab:
    """One person's open page of a plan, read at the moment that it opens."""

    def __init__(self, plan, user):
        self.plan, self.user, self.token = plan, user, str(uuid4())
        self.answers = {answer.question: (answer.text, answer.version) for answer in plan.answers.all()}
        self.actions = {str(action.key): action for action in plan.actions.filter(is_removed=False)}

    def answer(self, question, text, **more):
        was, version = self.answers.get(question, ("", 0))
        return self.save(Write(question, {"text": text}, {"text": was}, version, **more))

    def act(self, key, *, goal=1, removes=False, **typed):
        action = self.actions.get(str(key))
        was = {name: getattr(action, name) for name in typed} if action else {}
        version = action.version if action else 0
        return self.save(Write(str(key), typed, was, version, goal=goal, removes=removes))

    def insist(self, conflict):
        """The choice for one's own text, after both were shown."""
        mine, theirs = conflict.mine, conflict.theirs
        return self.save(Write(mine.unit, mine.typed, theirs.parts, theirs.version, goal=mine.goal, insists=True))

    def save(self, *writes, now=None):
        return saving.save(self.plan.pk, writes, by=self.user, tab=self.token, now=now or timezone.now())


def text_of(plan, question):
    return plan.answers.get(question=question).text
