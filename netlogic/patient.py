"""The patient: facts that are asked, facts that follow from them, and unknown as a value.

Labels, units, limits, defaults and sources of what is asked stand in content/inputs.toml; sources
of what follows in content/derived.toml; the limits used here in content/thresholds.toml.
"""

from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

Value = str | bool | int | float
Facts = dict[str, Value | None]
T = TypeVar("T")

Primary = Literal[
    "small-intestine",
    "duodenum",
    "stomach",
    "rectum",
    "pancreas",
    "lung-typical",
    "lung-atypical",
    "thymus",
    "unknown-primary",
]
Syndrome = Literal["none", "carcinoid", "insulinoma", "gastrinoma", "vipoma", "glucagonoma", "acth"]
Spread = Literal["none", "limited", "extensive"]
Severity = Literal["none", "mild", "severe"]
Control = Literal["none", "controlled", "uncontrolled"]


def every(*parts: bool | None) -> bool | None:
    """Whether all hold; unknown when none fails but one is unknown."""
    if False in parts:
        return False
    return None if None in parts else True


def either(*parts: bool | None) -> bool | None:
    """Whether one holds; unknown when none holds but one is unknown."""
    if True in parts:
        return True
    return None if None in parts else False


def negated(part: bool | None) -> bool | None:
    """The opposite; unknown stays unknown."""
    return None if part is None else not part


def among(value: Value | None, *values: Value) -> bool | None:
    """Whether a value is one of these; unknown stays unknown."""
    return None if value is None else value in values


def above(value: float | None, limit: float) -> bool | None:
    """Whether a number is above a limit; the limit itself is not."""
    return None if value is None else value > limit


def at_least(value: float | None, limit: float) -> bool | None:
    """Whether a number is at least a limit; the limit itself is."""
    return None if value is None else value >= limit


def choose(test: bool | None, yes: T | None, no: T | None) -> T | None:
    """One of two values; unknown when the test is, unless both are the same."""
    if test is None:
        return yes if yes == no else None
    return yes if test else no


def total(*parts: int | None) -> int | None:
    """The sum; unknown when a part is."""
    return None if None in parts else sum(part for part in parts if part is not None)


class Patient(BaseModel):
    """A patient of the pathway. `None` is unknown; a fact left out is unknown too.

    Every property below follows from the fields and is unknown unless all values of the unknown
    fields behind it agree. Percent is 0 to 100. A property never returns before it has asked all
    its facts: `inputs_behind` finds out by watching which facts it asks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    primary: Primary | None = None
    differentiation: Literal["well", "poor"] | None = None
    ki67: float | None = None
    extent: Literal["localised", "regional", "metastatic"] | None = None
    tumour_size: float | None = None
    hepatic_burden: float | None = None
    extrahepatic: Spread | None = None
    bone: Literal["none", "few", "extensive"] | None = None
    bone_pain: bool | None = None
    peritoneum: Literal["none", "present", "at-risk"] | None = None
    bowel_obstruction: bool | None = None
    resectability: Literal["none", "debulk-70-90", "debulk-over-90", "complete"] | None = None
    krenning: int | None = None
    distribution: Literal["homogeneous", "heterogeneous", "negative-lesions"] | None = None
    fdg: Literal["not-done", "negative", "concordant", "discordant"] | None = None
    tempo: Literal["stable", "slow", "progressive", "rapid"] | None = None
    liver_only_progression: bool | None = None
    syndrome: Syndrome | None = None
    syndrome_severity: Severity | None = None
    refractory: bool | None = None
    main_symptom: Literal["diarrhoea", "flushing", "both"] | None = None
    other_diarrhoea_excluded: bool | None = None
    ileal_resection: bool | None = None
    carcinoid_heart: Literal["none", "present", "severe"] | None = None
    bulk_symptoms: Severity | None = None
    quality_of_life: Literal["low", "moderate", "high"] | None = None
    line: Literal["first", "after-ssa", "after-prrt", "after-other"] | None = None
    prior_everolimus: bool | None = None
    prior_tki: bool | None = None
    prior_cabozantinib: bool | None = None
    prior_chemotherapy: bool | None = None
    prior_radioembolisation: bool | None = None
    capecitabine_recent: bool | None = None
    prrt_benefit_months: float | None = None
    prrt_unsuitable: bool | None = None
    performance_status: int | None = None
    frail: bool | None = None
    creatinine_clearance: float | None = None
    marrow: Literal["adequate", "borderline", "impaired"] | None = None
    liver_function: Literal["normal", "mild-moderate", "severe"] | None = None
    portal_vein: Literal["open", "thrombosis"] | None = None
    bilirubin: float | None = None
    diabetes: Control | None = None
    lung_disease: Severity | None = None
    cardiovascular: Control | None = None
    bleeding_risk: Literal["none", "at-risk", "recent"] | None = None
    biliary: bool | None = None
    dpd: Literal["normal", "partial", "complete"] | None = None
    pregnancy: bool | None = None

    @property
    def site(self) -> str | None:
        """Primaries that share rules: pancreas, thoracic (lung, thymus), or gut with all others."""
        thoracic = among(self.primary, "lung-typical", "lung-atypical", "thymus")
        return choose(
            among(self.primary, "pancreas"), "pancreas", choose(thoracic, "thoracic", "gi")
        )

    @property
    def grade(self) -> str | None:
        """WHO grade of a NET from Ki-67: G1 below 3 %, G2 from 3 to 20 %, G3 above. (who-grade)"""
        higher = choose(above(self.ki67, 20), "G3", "G2")
        return choose(at_least(self.ki67, 3), higher, "G1")

    @property
    def functioning(self) -> bool | None:
        """Whether there is a hormone syndrome."""
        return negated(among(self.syndrome, "none"))

    @property
    def refractory_syndrome(self) -> bool | None:
        """A hormone syndrome that an SSA does not control. (refractory-carcinoid-syndrome)"""
        return every(self.functioning, self.refractory)

    @property
    def hormones_uncontrolled(self) -> bool | None:
        """A syndrome that an SSA does not control and that hormones cause: carcinoid diarrhoea
        alone counts only once other causes are excluded. (diarrhoea-differential)
        """
        doubtful = every(
            among(self.syndrome, "carcinoid"),
            among(self.main_symptom, "diarrhoea"),
            negated(self.other_diarrhoea_excluded),
        )
        return every(self.refractory_syndrome, negated(doubtful))

    @property
    def progressing(self) -> bool | None:
        """RECIST progression within 12 months. (sunitinib-pancreatic)"""
        return among(self.tempo, "progressive", "rapid")

    @property
    def local_only(self) -> bool | None:
        """No distant spread: localised or regional, and no deposit that says otherwise."""
        return every(
            among(self.extent, "localised", "regional"),
            among(self.hepatic_burden, 0),
            among(self.bone, "none"),
            among(self.peritoneum, "none"),
            negated(among(self.extrahepatic, "extensive")),
        )

    @property
    def extent_conflict(self) -> bool | None:
        """Extent and sites contradict each other: local with deposits, or metastatic with none."""
        local = among(self.extent, "localised", "regional")
        deposits = either(
            above(self.hepatic_burden, 0),
            negated(among(self.bone, "none")),
            among(self.extrahepatic, "extensive"),
        )
        none_named = every(
            among(self.hepatic_burden, 0),
            among(self.extrahepatic, "none"),
            among(self.bone, "none"),
            among(self.peritoneum, "none"),
        )
        metastatic = among(self.extent, "metastatic")
        return either(every(local, deposits), every(metastatic, none_named))

    @property
    def localised_resectable(self) -> bool | None:
        """First line, no distant spread, no syndrome, and a resection is possible."""
        return every(
            among(self.line, "first"),
            self.local_only,
            negated(self.functioning),
            negated(among(self.resectability, "none")),
        )

    @property
    def liver_limited(self) -> bool | None:
        """Metastases in the liver and nowhere else. (liver-metastasis-surgery)"""
        return every(
            above(self.hepatic_burden, 0),
            among(self.extrahepatic, "none"),
            among(self.bone, "none"),
            among(self.peritoneum, "none"),
        )

    @property
    def liver_dominant(self) -> bool | None:
        """Disease mainly in the liver; where "extensive" begins is a reading. (nccn-2019-table)"""
        return every(
            above(self.hepatic_burden, 0),
            negated(among(self.extrahepatic, "extensive")),
            negated(among(self.bone, "extensive")),
            negated(among(self.peritoneum, "at-risk")),
        )

    @property
    def high_volume(self) -> bool | None:
        """Over 25 % of the liver, or extensive spread or bone disease. (clarinet, netpraxis)"""
        return either(
            above(self.hepatic_burden, 25),
            among(self.extrahepatic, "extensive"),
            among(self.bone, "extensive"),
        )

    @property
    def lower_grade(self) -> bool | None:
        """G1 or G2, or a lung or thymic carcinoid. (liver-metastasis-surgery)"""
        return either(among(self.site, "thoracic"), negated(above(self.ki67, 20)))

    @property
    def bowel_at_stake(self) -> bool | None:
        """An abdominal emergency, or a threatening mass that hurts. (mesenteric-mass-surgery)"""
        threat = every(among(self.peritoneum, "at-risk"), self._bulk)
        return either(self.bowel_obstruction, threat)

    @property
    def advanced(self) -> bool | None:
        """Metastatic, or not resectable."""
        return either(among(self.extent, "metastatic"), among(self.resectability, "none"))

    @property
    def quiet_disease(self) -> bool | None:
        """Within the outermost published limits for watching. (asco-2023, netpraxis)"""
        return every(
            among(self.line, "first"),
            negated(above(self.ki67, 5)),
            negated(above(self.hepatic_burden, 25)),
            negated(among(self.extrahepatic, "extensive")),
            negated(among(self.bone, "extensive")),
            negated(among(self.peritoneum, "at-risk")),
            negated(self._bulk),
            negated(self.functioning),
            among(self.tempo, "stable", "slow"),
            negated(among(self.quality_of_life, "high")),
        )

    @property
    def ideal_for_observation(self) -> bool | None:
        """Quiet disease that every source accepts watching. (netpraxis, promid, nccn-2012-table)"""
        return every(
            self.quiet_disease,
            negated(at_least(self.ki67, 3)),
            negated(above(self.hepatic_burden, 10)),
            among(self.tempo, "stable"),
        )

    @property
    def pressing(self) -> bool | None:
        """Progression within 12 months, high volume, or symptoms from bulk."""
        return either(self.progressing, self.high_volume, self._bulk)

    @property
    def needs_shrinkage(self) -> bool | None:
        """Shrinkage is the goal: severe bulk symptoms, rapid growth, or high volume that grows or
        causes symptoms. (asco-2023, seqtor)
        """
        return either(
            among(self.bulk_symptoms, "severe"),
            among(self.tempo, "rapid"),
            every(self.high_volume, either(self.progressing, self._bulk)),
        )

    @property
    def ssa_alone_insufficient(self) -> bool | None:
        """Severe bulk symptoms, or over 50 % of the liver with symptoms, hormones or growth; the
        50 % is our choice among published limits. (panel-summary, asco-2023)
        """
        troubled = either(self._bulk, self.functioning, self.progressing)
        return either(
            among(self.bulk_symptoms, "severe"), every(above(self.hepatic_burden, 50), troubled)
        )

    @property
    def receptors_insufficient(self) -> bool | None:
        """Uptake below liver, or lesions without receptors. (enets-2024-small-intestine)"""
        return either(
            negated(above(self.krenning, 1)),
            among(self.distribution, "negative-lesions"),
            among(self.fdg, "discordant"),
        )

    @property
    def heavily_symptomatic(self) -> bool | None:
        """Severe symptoms from bulk or hormones, or a syndrome an SSA does not control.
        (asco-2023)
        """
        return either(
            among(self.bulk_symptoms, "severe"), self.refractory_syndrome, self._severe_syndrome
        )

    @property
    def high_symptom_load(self) -> bool | None:
        """Heavily symptomatic, or quality of life strongly affected. (palliative-white-paper)"""
        return either(self.heavily_symptomatic, among(self.quality_of_life, "high"))

    @property
    def netter3_burden(self) -> bool | None:
        """A high disease burden as NETTER-3 asks for, as far as it is asked here. (netter-3)"""
        return either(
            self.high_volume,
            self.progressing,
            self._bulk,
            negated(among(self.bone, "none")),
            negated(among(self.peritoneum, "none")),
            self.hormones_uncontrolled,
            self._severe_syndrome,
        )

    @property
    def any_prior_drug(self) -> bool | None:
        """A drug other than SSA and PRRT has been ticked."""
        return either(
            self.prior_everolimus, self.prior_tki, self.prior_cabozantinib, self.prior_chemotherapy
        )

    @property
    def everolimus_used(self) -> bool | None:
        """Everolimus was given before; ticks do not count at first line."""
        return every(self._later, self.prior_everolimus)

    @property
    def tki_used(self) -> bool | None:
        """Sunitinib was given before; ticks do not count at first line."""
        return every(self._later, self.prior_tki)

    @property
    def cabozantinib_used(self) -> bool | None:
        """Cabozantinib was given before; ticks do not count at first line."""
        return every(self._later, self.prior_cabozantinib)

    @property
    def chemotherapy_used(self) -> bool | None:
        """Chemotherapy was given before; ticks do not count at first line."""
        return every(self._later, self.prior_chemotherapy)

    @property
    def prior_non_ssa(self) -> bool | None:
        """A systemic treatment other than an SSA was given. (cabinet)"""
        return either(
            among(self.line, "after-prrt", "after-other"),
            self.everolimus_used,
            self.tki_used,
            self.cabozantinib_used,
            self.chemotherapy_used,
        )

    @property
    def drugs_used_up(self) -> bool | None:
        """Everolimus and cabozantinib were both given."""
        return every(self.everolimus_used, self.cabozantinib_used)

    @property
    def prrt_closed(self) -> bool | None:
        """PRRT is not possible: receptors, organs, fitness or another reason. (lutathera-labels)"""
        return either(
            self.receptors_insufficient,
            negated(at_least(self.creatinine_clearance, 40)),
            among(self.marrow, "impaired"),
            self.pregnancy,
            above(self.performance_status, 2),
            above(self.ki67, 55),
            self.prrt_unsuitable,
        )

    @property
    def prrt_clinical_score(self) -> int | None:
        """Approximation of the Clinical Score for PRRT, 0 to 9 points. (prrt-clinical-score)"""
        primary = choose(
            among(self.primary, "pancreas"), 0, choose(among(self.primary, "thymus"), 2, 1)
        )
        one_drug = either(
            self.everolimus_used,
            self.tki_used,
            self.cabozantinib_used,
            among(self.line, "after-prrt"),
        )
        earlier = choose(self.chemotherapy_used, 2, choose(one_drug, 1, 0))
        mild = either(
            among(self.bulk_symptoms, "mild"),
            every(self.functioning, among(self.syndrome_severity, "mild")),
        )
        severe = either(among(self.bulk_symptoms, "severe"), self._severe_syndrome)
        symptoms = choose(severe, 2, choose(mild, 1, 0))
        half = either(at_least(self.hepatic_burden, 50), among(self.peritoneum, "at-risk"))
        quarter = either(at_least(self.hepatic_burden, 25), among(self.bone, "extensive"))
        burden = choose(half, 2, choose(quarter, 1, 0))
        peritoneal = choose(negated(among(self.peritoneum, "none")), 1, 0)
        return total(primary, earlier, symptoms, burden, peritoneal)

    @property
    def _bulk(self) -> bool | None:
        return negated(among(self.bulk_symptoms, "none"))

    @property
    def _severe_syndrome(self) -> bool | None:
        return every(self.functioning, among(self.syndrome_severity, "severe"))

    @property
    def _later(self) -> bool | None:
        return negated(among(self.line, "first"))


INPUTS: tuple[str, ...] = tuple(Patient.model_fields)
_PROPERTIES = {name: p for name, p in vars(Patient).items() if isinstance(p, property)}
DERIVED: tuple[str, ...] = tuple(name for name in _PROPERTIES if not name.startswith("_"))
_FOLLOWS = tuple((name, _PROPERTIES[name].fget) for name in DERIVED)


def derived(patient: Patient, name: str) -> Value | None:
    """One derived fact of a patient by name."""
    value: Value | None = getattr(patient, name)
    return value


def facts(patient: Patient) -> Facts:
    """Every fact of a patient by name, asked and derived; `None` is unknown."""
    found: Facts = dict(patient.__dict__)
    for name, follow in _FOLLOWS:
        found[name] = follow(patient)  # type: ignore[misc]
    return found


class _Watched:
    """Stands in for a patient of whom nothing is known, and notes which inputs are asked."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> Value | None:
        if name in _PROPERTIES:
            value: Value | None = _PROPERTIES[name].fget(self)  # type: ignore[misc]
            return value
        self.asked.add(name)
        return None


def _inputs_of(name: str) -> frozenset[str]:
    watched = _Watched()
    getattr(watched, name)
    return frozenset(watched.asked)


_BEHIND = {name: frozenset({name}) for name in INPUTS} | {n: _inputs_of(n) for n in DERIVED}


def inputs_behind(fact: str) -> frozenset[str]:
    """The inputs that a fact depends on: itself when it is asked."""
    return _BEHIND[fact]


class _Probe:
    """Stands in for the value of one input, and notes the numbers it is compared with."""

    def __init__(self, name: str, found: set[tuple[str, float]]) -> None:
        self.name, self.found = name, found

    def _note(self, other: object) -> None:
        if isinstance(other, int | float) and not isinstance(other, bool):
            self.found.add((self.name, float(other)))

    __gt__ = __ge__ = __lt__ = __le__ = _note
    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        self._note(other)
        return False


class _Probed:
    """Stands in for a patient whose every fact is a probe."""

    def __init__(self) -> None:
        self.found: set[tuple[str, float]] = set()

    def __getattr__(self, name: str) -> object:
        if name in _PROPERTIES:
            return _PROPERTIES[name].fget(self)  # type: ignore[misc]
        return _Probe(name, self.found)


def _limits_in(name: str) -> frozenset[tuple[str, float]]:
    probed = _Probed()
    getattr(probed, name)
    return frozenset(probed.found)


# Every (input, number) that each derived fact compares, so that content must document it.
LIMITS_IN = {name: _limits_in(name) for name in DERIVED}
