"""What the blocks of one trial's walk are made from."""

from dataclasses import dataclass

from netlogic import predictions
from netlogic.cohort_schema import Cohort
from netlogic.learning import Prediction
from netlogic.predictions import Gap
from netlogic.teaching import Dial, Walk
from netlogic.trial_schema import Outcome, Trial
from pages.parts import passages, predict
from pages.parts.carried import Carried


@dataclass(frozen=True)
class Told(Carried):
    """A walk with its page and the content around it."""

    walk: Walk

    @property
    def trial(self) -> Trial:
        """The trial that is told."""
        return self.content.trials[self.walk.trial]

    @property
    def cohort(self) -> Cohort | None:
        """The synthetic cohort of its curve; None where that cannot be read."""
        return self.content.cohorts.get(self.walk.cohort)

    @property
    def walk_outcome(self) -> str:
        """The id of the outcome that the result step tells: the cohort's, or the first primary."""
        primary = (one.id for one in self.trial.outcomes if one.primary)
        return self.cohort.outcome if self.cohort else next(primary)

    def outcome(self, id_: str) -> Outcome:
        """An outcome of the trial."""
        return next(one for one in self.trial.outcomes if one.id == id_)

    def cited(self, outcome: str) -> str:
        """Where an outcome was read, as links in markdown."""
        return passages.cited([self.outcome(outcome).source], self.content)

    @property
    def predicted(self) -> Prediction | None:
        """What the learner predicted; None where nothing was, or the answer was asked for."""
        made = predict.committed(self.page, self.walk.dials)
        return None if made is None or made.skipped else made


def gaps(told: Told) -> list[tuple[Dial, Gap]]:
    """What was predicted against what was found; nothing where nothing was predicted."""
    if told.predicted is None:
        return []
    guesses = told.predicted.by(told.walk.dials)
    answered = ((dial, predictions.answer(dial, told.trial)) for dial in told.walk.dials)
    return [(dial, predictions.gap(dial, guesses[dial.id], it)) for dial, it in answered if it]
